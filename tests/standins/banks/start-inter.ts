import { randomUUID } from "node:crypto";
import { z } from "zod";
import { barsOf, dvMod10, pixOf } from "./bars.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const money = z.number().refine((given) => Number.isInteger(Math.round(given * 1e6) / 1e4));
const issue = z.strictObject({
  seuNumero: text(1, 15),
  valorNominal: money.min(2.5).max(99_999_999.99),
  dataVencimento: z.iso.date(),
  numDiasAgenda: z.int().min(0).max(60),
  pagador: z.strictObject({
    cpfCnpj: text(11, 18),
    tipoPessoa: z.enum(["FISICA", "JURIDICA"]),
    nome: text(1, 100),
    endereco: text(1, 100),
    cidade: text(1, 60),
    uf: z.string().regex(/^[A-Z]{2}$/),
    cep: z.string().regex(/^\d{8}$/),
    bairro: text(0, 60).optional(),
    numero: text(0, 10).optional(),
    complemento: text(0, 30).optional(),
    email: text(0, 50).optional(),
    ddd: text(0, 2).optional(),
    telefone: text(0, 9).optional(),
  }),
  desconto: z
    .strictObject({ codigo: z.enum(["VALORFIXODATAINFORMADA"]), quantidadeDias: z.int().min(0), valor: money })
    .optional(),
  multa: z.strictObject({ codigo: z.literal("PERCENTUAL"), taxa: z.number().max(2) }).optional(),
  mora: z.strictObject({ codigo: z.literal("VALORDIA"), valor: money }).optional(),
  mensagem: z.partialRecord(z.enum(["linha1", "linha2", "linha3", "linha4", "linha5"]), text(0, 78)).optional(),
});
const listQuery = z.strictObject({
  dataInicial: z.iso.date(),
  dataFinal: z.iso.date(),
  filtrarDataPor: z.enum(["VENCIMENTO", "EMISSAO", "SITUACAO"]).optional(),
  seuNumero: z.string().optional(),
  "paginacao.itensPorPagina": z.coerce.number().int().min(1).max(1000).optional(),
  "paginacao.paginaAtual": z.coerce.number().int().min(0).optional(),
});

type Title = z.infer<typeof issue> & {
  id: string;
  nossoNumero: string;
  issuedAt: number;
  readyAt: number;
  situacao?: string;
  situacaoAt?: number;
  paid?: string;
};

/** Inter's Cobrança v3. Boletos are registered after a while; what goes wrong is asked for. */
export async function startInter({ now }: { now: () => Date }) {
  const titles: Title[] = [];
  const rules: { registrationMs: number; pix: boolean; wrong?: "amount" | "number" | "pix" } = {
    registrationMs: 5 * 60_000,
    pix: true,
  };
  const problem = (status: number, detail: string, violacoes: unknown[] = []): Answer => ({
    status,
    json: { title: "Requisição inválida", detail, timestamp: now().toISOString(), violacoes },
  });

  function situacaoOf(title: Title): string {
    if (title.situacao) return title.situacao;
    return now().getTime() >= title.readyAt ? "A_RECEBER" : "EM_PROCESSAMENTO";
  }

  function shown(title: Title, inList = false) {
    const situacao = situacaoOf(title);
    const { seuNumero, dataVencimento, valorNominal, nossoNumero } = title;
    const ready = situacao !== "EM_PROCESSAMENTO" && situacao !== "FALHA_EMISSAO";
    const cents = Math.round(valorNominal * 100) + (rules.wrong === "amount" ? 100 : 0);
    const number = rules.wrong === "number" ? `1${nossoNumero.slice(1)}` : nossoNumero;
    const pix = rules.wrong === "pix" ? `${pixOf(title.id).slice(0, -4)}0000` : pixOf(title.id.replaceAll("-", ""));
    return {
      cobranca: {
        codigoSolicitacao: title.id,
        seuNumero,
        dataEmissao: new Date(title.issuedAt).toISOString().slice(0, 10),
        dataVencimento,
        valorNominal: inList ? valorNominal.toFixed(2) : valorNominal,
        tipoCobranca: "SIMPLES",
        situacao,
        dataSituacao: new Date((title.situacaoAt ?? title.issuedAt) - 3 * 3_600_000).toISOString().slice(0, 10),
        ...(title.paid && { valorTotalRecebido: title.paid, origemRecebimento: "BOLETO" }),
        arquivada: false,
      },
      ...(ready && {
        boleto: {
          nossoNumero,
          ...barsOf("077", { dueDate: dataVencimento, cents }, `00011121234567${number}`),
        },
      }),
      ...(ready && rules.pix && { pix: { txid: title.id.replaceAll("-", ""), pixCopiaECola: pix } }),
    };
  }

  function enter(body: unknown): Answer {
    const parsed = issue.safeParse(body);
    if (!parsed.success)
      return problem(
        400,
        "Há campos inválidos.",
        parsed.error.issues.map(({ path, message }) => ({ propriedade: path.join("."), razao: message, valor: "" })),
      );
    const head = String(titles.length + 1).padStart(10, "0");
    const at = now().getTime();
    const title = {
      ...parsed.data,
      id: randomUUID(),
      nossoNumero: `${head}${dvMod10(`0001112${head}`)}`,
      issuedAt: at,
      readyAt: at + rules.registrationMs,
    };
    titles.push(title);
    return { status: 200, json: { codigoSolicitacao: title.id } };
  }

  function list(query: Wire["query"]): Answer {
    const parsed = listQuery.safeParse(query);
    if (!parsed.success) return problem(400, "dataInicial e dataFinal são obrigatórios.");
    const { dataInicial, dataFinal, seuNumero, filtrarDataPor } = parsed.data;
    const found = titles.filter((title) => {
      const day =
        filtrarDataPor === "VENCIMENTO" ? title.dataVencimento : new Date(title.issuedAt).toISOString().slice(0, 10);
      return day >= dataInicial && day <= dataFinal && (seuNumero === undefined || title.seuNumero === seuNumero);
    });
    return {
      status: 200,
      json: {
        totalPaginas: 1,
        totalElementos: found.length,
        tamanhoPagina: 100,
        primeiraPagina: true,
        ultimaPagina: true,
        numeroDeElementos: found.length,
        cobrancas: found.map((title) => shown(title, true)),
      },
    };
  }

  function cancel(title: Title, { body, headers }: Wire): Answer {
    if (headers.accept?.includes("application/json")) return { status: 406 };
    const parsed = z.strictObject({ motivoCancelamento: text(1, 50) }).safeParse(body);
    if (!parsed.success) return problem(400, "motivoCancelamento");
    if (situacaoOf(title) !== "A_RECEBER") return problem(400, "A cobrança não pode ser cancelada.");
    Object.assign(title, { situacao: "CANCELADO", situacaoAt: now().getTime() });
    return { status: 202 };
  }

  const bank = await startBank(
    {
      bank: "inter",
      tokenPath: "/oauth/v2/token",
      tokensPerMinute: 5,
      root: "/cobranca/v3",
      refuseGrant: ({ client_id, client_secret, scope }) =>
        client_id === "the-client" && client_secret === "the-secret" && scope?.includes("boleto-cobranca.write")
          ? undefined
          : "invalid_client",
      isIssue: ({ method, path }) => method === "POST" && path === "/cobrancas",
      handle(wire) {
        const { method, path, query } = wire;
        if (path.endsWith("/")) return { status: 307 };
        if (path === "/cobrancas") return method === "POST" ? enter(wire.body) : list(query);
        const [, , id, what] = path.split("/");
        const title = titles.find((one) => one.id === id);
        if (!title) return problem(404, "Cobrança não encontrada.");
        if (what === undefined && method === "GET") return { status: 200, json: shown(title) };
        if (what === "pdf" && method === "GET")
          return { status: 200, json: { pdf: Buffer.from(`%PDF-1.4 inter ${title.seuNumero}`).toString("base64") } };
        if (what === "cancelar") return method === "POST" ? cancel(title, wire) : { status: 405 };
        return { status: 404 };
      },
    },
    now,
  );

  const find = (seuNumero: string) => {
    const title = titles.find((one) => one.seuNumero === seuNumero);
    if (!title) throw new Error(`Inter has no ${seuNumero}`);
    return title;
  };
  return {
    ...bank,
    rules,
    titles,
    settings: {
      bank: "inter",
      apiRoot: bank.url,
      clientSecretFile: "secret.txt",
      certFile: "client.pem",
      keyFile: "client.key",
      contaCorrente: "123456789",
    },
    /** Becomes what it becomes, now, and gives the bank's post about it. */
    becomes(seuNumero: string, situacao: string, paid?: string) {
      const title = find(seuNumero);
      Object.assign(title, { situacao, situacaoAt: now().getTime(), ...(paid && { paid }) });
      return [
        {
          codigoSolicitacao: title.id,
          seuNumero,
          situacao,
          dataHoraSituacao: now().toISOString(),
          ...(paid && { valorTotalRecebido: paid, origemRecebimento: "BOLETO" }),
          nossoNumero: title.nossoNumero,
        },
      ];
    },
  };
}
