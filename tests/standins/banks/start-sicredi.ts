import { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.iso.date();
const account = { cooperativa: "6789", posto: "03", beneficiario: "12345" };

/** Modulo 11, weights 2 to 9 from the right; 10 and 11 give 0. */
function dvMod11(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0);
  const dv = 11 - (sum % 11);
  return dv > 9 ? 0 : dv;
}
const numberOf = ({ cooperativa, posto, beneficiario }: typeof account, eight: string) =>
  `${eight}${dvMod11(cooperativa + posto + beneficiario + eight)}`;

/** The body of `POST /boletos`, as clients that follow the manual of the API (v3.9) write it. */
export const sicrediBoleto = z
  .strictObject({
    tipoCobranca: z.enum(["NORMAL", "HIBRIDO"]),
    codigoBeneficiario: z.literal(account.beneficiario),
    pagador: z.strictObject({
      tipoPessoa: z.enum(["PESSOA_FISICA", "PESSOA_JURIDICA"]),
      documento: z.string().regex(/^[0-9A-Z]{11,14}$/),
      nome: text(1, 40),
      endereco: text(1, 40),
      cidade: text(1, 25),
      uf: z.string().regex(/^[A-Z]{2}$/),
      cep: z.string().regex(/^\d{8}$/),
      email: text(1, 40).optional(),
    }),
    especieDocumento: z.enum(["DUPLICATA_MERCANTIL_INDICACAO", "DUPLICATA_SERVICO_INDICACAO", "RECIBO", "OUTROS"]),
    nossoNumero: z
      .string()
      .regex(/^\d{2}[2-9]\d{6}$/)
      .refine((nine) => nine === numberOf(account, nine.slice(0, 8)), "dígito"),
    seuNumero: text(1, 10),
    dataVencimento: date,
    valor: z.number().positive(),
    tipoDesconto: z.enum(["VALOR", "PERCENTUAL"]).optional(),
    valorDesconto1: z.number().positive().optional(),
    dataDesconto1: date.optional(),
    tipoJuros: z.enum(["VALOR", "PERCENTUAL"]).optional(),
    juros: z.number().positive().optional(),
    multa: z.number().positive().optional(),
    validadeAposVencimento: z.int().min(0).optional(),
    mensagens: z.array(text(0, 80)).max(4).optional(),
    informativos: z.array(text(0, 80)).max(5).optional(),
  })
  .refine(({ tipoJuros, juros }) => (tipoJuros === undefined) === (juros === undefined), "juros")
  .refine(
    ({ tipoDesconto, dataDesconto1 }) => (tipoDesconto === undefined) === (dataDesconto1 === undefined),
    "desconto",
  );

type Title = z.infer<typeof sicrediBoleto> & { situacao: string; paidOn?: string; paid?: number };

/**
 * Sicredi's API Cobrança: a token of five minutes for a name and a password, one boleto under a nosso número, and a
 * withdrawal that is accepted first and done a moment later.
 */
export async function startSicredi({ now }: { now: () => Date }) {
  const titles: Title[] = [];
  const rules = { pix: true };
  const refused = (status: number, message: string): Answer => ({ status, json: { code: String(status), message } });
  const today = () => new Date(now().getTime() - 3 * 3_600_000).toISOString().slice(0, 10);
  const withdrawn = new Map<Title, number>();

  function situacaoOf(title: Title): string {
    if ((withdrawn.get(title) ?? Number.POSITIVE_INFINITY) < now().getTime()) return "BAIXADO POR SOLICITACAO";
    if (title.situacao === "EM CARTEIRA" && today() > title.dataVencimento) return "VENCIDO";
    return title.situacao === "EM CARTEIRA" && title.tipoCobranca === "HIBRIDO" ? "EM CARTEIRA PIX" : title.situacao;
  }

  function numbersOf({ nossoNumero, dataVencimento: dueDate, valor }: Title) {
    const head = `11${nossoNumero}${account.cooperativa}${account.posto}${account.beneficiario}10`;
    return barsOf("748", { dueDate, cents: Math.round(valor * 100) }, `${head}${dvMod11(head)}`);
  }
  const pixFor = (title: Title) =>
    rules.pix && title.tipoCobranca === "HIBRIDO" ? pixOf(`sicredi${title.nossoNumero}`) : undefined;

  function enter(body: unknown): Answer {
    const parsed = sicrediBoleto.safeParse(body);
    if (!parsed.success)
      return refused(400, parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
    if (titles.some(({ nossoNumero }) => nossoNumero === parsed.data.nossoNumero))
      return refused(422, "Nosso número já cadastrado para o beneficiário.");
    const title: Title = { ...parsed.data, situacao: "EM CARTEIRA" };
    titles.push(title);
    const { nossoNumero } = title;
    const qrCode = pixFor(title);
    return {
      status: 201,
      json: {
        ...numbersOf(title),
        ...{ cooperativa: account.cooperativa, posto: account.posto, nossoNumero },
        ...{ txid: qrCode ? nossoNumero : null, qrCode: qrCode ?? null },
      },
    };
  }

  function shown(title: Title) {
    const { seuNumero, nossoNumero, valor, dataVencimento, paidOn, paid } = title;
    return {
      ...numbersOf(title),
      ...{ carteira: "SIMPLES", seuNumero, nossoNumero, dataVencimento, valorNominal: valor },
      situacao: situacaoOf(title),
      codigoQrCode: pixFor(title) ?? null,
      ...(paidOn !== undefined && { dadosLiquidacao: { data: `${paidOn} 10:11:12`, valor: paid, multa: 0, juros: 0 } }),
    };
  }

  function paidOnDay({ dia = "", pagina = "0" }: Wire["query"]): Answer {
    if (!/^\d{2}\/\d{2}\/\d{4}$/.test(dia)) return refused(400, "dia");
    const paid = titles.filter(({ paidOn }) => paidOn === dia.split("/").reverse().join("-"));
    const from = Number(pagina) * 50;
    return {
      status: 200,
      json: {
        hasNext: from + 50 < paid.length,
        items: paid.slice(from, from + 50).map(({ nossoNumero, seuNumero, valor, paid: valorLiquidado, paidOn }) => ({
          ...{ nossoNumero, seuNumero, valor, valorLiquidado, dataPagamento: `${paidOn} 00:00:00.0` },
          ...{ jurosLiquido: 0, descontoLiquido: 0, multaLiquida: 0, abatimentoLiquido: 0, tipoLiquidacao: "REDE" },
        })),
      },
    };
  }

  const bank = await startBank(
    {
      bank: "sicredi",
      tokenPath: "/auth/openapi/token",
      root: "/cobranca/boleto/v1",
      tokenSeconds: 300,
      grantType: "password",
      certificateless: true,
      refuseGrant: ({ username, password, scope, client_id }, headers) =>
        username === `${account.beneficiario}${account.cooperativa}` &&
        password === "the-secret" &&
        scope === "cobranca" &&
        client_id === undefined &&
        headers["x-api-key"] === "the-app-key" &&
        headers.context === "COBRANCA"
          ? undefined
          : "invalid_grant",
      refuseCall: ({ headers }) =>
        headers["x-api-key"] === "the-app-key" &&
        headers.cooperativa === account.cooperativa &&
        headers.posto === account.posto
          ? undefined
          : { status: 403 },
      isIssue: ({ method, path }) => method === "POST" && path === "/boletos",
      handle({ method, path, query, body, headers }) {
        if (path === "/boletos" && method === "POST") return enter(body);
        if (path === "/boletos/liquidados/dia") return paidOnDay(query);
        const number = path === "/boletos" ? query.nossoNumero : path.split("/")[2];
        const title = titles.find(({ nossoNumero }) => nossoNumero === number);
        if (!title) return { status: 404 };
        if (path === "/boletos" && method === "GET") return { status: 200, json: shown(title) };
        if (!path.endsWith("/baixa") || method !== "PATCH") return { status: 404 };
        if (headers.codigobeneficiario !== account.beneficiario) return refused(400, "codigoBeneficiario");
        if (!["EM CARTEIRA", "EM CARTEIRA PIX", "VENCIDO"].includes(situacaoOf(title)))
          return refused(422, "O boleto não está em carteira.");
        if (!withdrawn.has(title)) withdrawn.set(title, now().getTime() + 10_000);
        return { status: 202, json: { nossoNumero: title.nossoNumero, statusComando: "MOVIMENTO_ENVIADO" } };
      },
    },
    now,
  );
  return {
    ...bank,
    rules,
    titles,
    situacaoOf,
    settings: {
      bank: "sicredi",
      clientId: undefined,
      apiRoot: `${bank.url}/cobranca/boleto/v1`,
      tokenUrl: `${bank.url}/auth/openapi/token`,
      apiKeyFile: "app-key.txt",
      accessCodeFile: "secret.txt",
    },
    /** Becomes what it becomes, now, and gives the bank's post about it. */
    becomes(seuNumero: string, situacao: string, movimento: string, paid?: number) {
      const title = titles.find((one) => one.seuNumero === seuNumero);
      if (!title) throw new Error(`Sicredi has no ${seuNumero}`);
      title.situacao = situacao;
      delete title.paidOn;
      if (paid !== undefined) Object.assign(title, { paidOn: today(), paid });
      return {
        ...{ agencia: account.cooperativa, posto: account.posto, beneficiario: account.beneficiario },
        nossoNumero: title.nossoNumero,
        dataEvento: [2026, 11, 24, 11, 40, 39, 24_000_000],
        movimento,
        ...{ valorLiquidacao: String(paid ?? 0), valorDesconto: "0", valorJuros: "0", valorMulta: "0" },
        ...{ valorAbatimento: "0", carteira: "CARTEIRA SIMPLES", dataPrevisaoPagamento: [2026, 11, 24] },
        idEventoWebhook: `N${title.nossoNumero}${now().getTime()}${movimento}`,
      };
    },
  };
}
