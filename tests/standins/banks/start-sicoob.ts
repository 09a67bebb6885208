import { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type Answer, startBank } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.iso.date();
const issue = z
  .strictObject({
    numeroCliente: z.int(),
    codigoModalidade: z.literal(1),
    numeroContaCorrente: z.int(),
    codigoEspecieDocumento: text(1, 3),
    dataEmissao: date,
    dataVencimento: date,
    dataLimitePagamento: date.optional(),
    nossoNumero: z.int().positive().optional(),
    seuNumero: text(1, 18),
    identificacaoEmissaoBoleto: z.literal([1, 2]),
    identificacaoDistribuicaoBoleto: z.literal([1, 2]),
    valor: z.number().positive(),
    valorAbatimento: z.number().positive().optional(),
    tipoDesconto: z.int().min(0).max(6),
    dataPrimeiroDesconto: date.optional(),
    valorPrimeiroDesconto: z.number().optional(),
    tipoMulta: z.literal([0, 1, 2]),
    dataMulta: date.optional(),
    valorMulta: z.number().max(2).optional(),
    tipoJurosMora: z.literal([1, 2, 3]),
    dataJurosMora: date.optional(),
    valorJurosMora: z.number().optional(),
    numeroParcela: z.int().min(1).max(99),
    aceite: z.boolean().optional(),
    pagador: z.strictObject({
      numeroCpfCnpj: z.string().regex(/^[0-9A-Z]{11,14}$/),
      nome: text(1, 50),
      endereco: text(1, 40),
      bairro: text(1, 30),
      cidade: text(1, 40),
      cep: z.string().regex(/^\d{8}$/),
      uf: z.string().regex(/^[A-Z]{2}$/),
      email: z.string().optional(),
    }),
    mensagensInstrucao: z.array(z.string()).max(5).optional(),
    gerarPdf: z.boolean().optional(),
    codigoCadastrarPIX: z.literal([0, 1, 2]).optional(),
  })
  .refine(({ dataEmissao, dataVencimento }) => dataVencimento >= dataEmissao, "vencimento antes da emissão")
  .refine(
    ({ tipoMulta, dataMulta, dataVencimento }) => tipoMulta === 0 || (dataMulta ?? "") > dataVencimento,
    "dataMulta",
  )
  .refine(
    ({ tipoDesconto, dataPrimeiroDesconto }) => tipoDesconto === 0 || dataPrimeiroDesconto !== undefined,
    "desconto",
  );
const key = z.looseObject({ numeroCliente: z.coerce.number().int(), codigoModalidade: z.coerce.number().int() });

type Title = z.infer<typeof issue> & { nossoNumero: number; situacao: string; history: unknown[] };

/** Sicoob's Cobrança Bancária v3: registered at once, one boleto under a nosso número. */
export async function startSicoob({ now }: { now: () => Date }) {
  const titles: Title[] = [];
  const rules = { pix: true };
  const refused = (status: number, mensagem: string): Answer => ({
    status,
    json: { mensagens: [{ codigo: "1000", mensagem }] },
  });

  function shown(title: Title) {
    const { nossoNumero, situacao, history, ...rest } = title;
    const number = String(nossoNumero).padStart(8, "0");
    const cents = Math.round(rest.valor * 100);
    const campoLivre = `1304101${String(rest.numeroCliente).padStart(7, "0")}${number}001`;
    return {
      ...rest,
      nossoNumero,
      ...barsOf("756", { dueDate: rest.dataVencimento, cents }, campoLivre),
      ...(rules.pix && { qrCode: pixOf(`sicoob${number}`) }),
      situacaoBoleto: situacao,
      listaHistorico: history,
    };
  }

  function enter(body: unknown): Answer {
    const parsed = issue.safeParse(body);
    if (!parsed.success)
      return refused(400, parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
    const { nossoNumero = titles.length + 1 } = parsed.data;
    if (titles.some((title) => title.nossoNumero === nossoNumero))
      return refused(400, "Nosso número já cadastrado para o cliente.");
    const title: Title = { ...parsed.data, nossoNumero, situacao: "Em Aberto", history: [] };
    titles.push(title);
    const { situacaoBoleto: _, listaHistorico: __, ...resultado } = shown(title);
    return { status: 200, json: { resultado } };
  }

  const bank = await startBank(
    {
      bank: "sicoob",
      tokenPath: "/token",
      root: "/cobranca-bancaria/v3",
      refuseGrant: ({ client_id, client_secret }) =>
        client_id === "the-client" && client_secret === undefined ? undefined : "invalid_client",
      refuseCall: ({ headers }) => (headers.client_id === "the-client" ? undefined : { status: 403 }),
      isIssue: ({ method, path }) => method === "POST" && path === "/boletos",
      handle({ method, path, query, body }) {
        if (method === "POST" && path === "/boletos") return enter(body);
        const [, , nossoNumero, what] = path.split("/");
        if (method === "POST" && what === "baixar") {
          if (!key.strict().safeParse(body).success) return refused(400, "numeroCliente e codigoModalidade");
          const title = titles.find((one) => one.nossoNumero === Number(nossoNumero));
          if (title?.situacao !== "Em Aberto") return refused(406, "O boleto não está em aberto.");
          title.situacao = "Baixado";
          return { status: 204 };
        }
        if (method === "GET" && (path === "/boletos" || path === "/boletos/segunda-via")) {
          if (!key.safeParse(query).success) return refused(400, "numeroCliente e codigoModalidade");
          const title = titles.find((one) => one.nossoNumero === Number(query.nossoNumero));
          if (!title) return { status: 204 };
          const pdfBoleto = Buffer.from(`%PDF-1.4 sicoob ${title.seuNumero}`).toString("base64");
          const copy = path.endsWith("segunda-via") && query.gerarPdf === "true" && { pdfBoleto };
          return { status: 200, json: { resultado: { ...shown(title), ...copy } } };
        }
        return { status: 404 };
      },
    },
    now,
  );
  return {
    ...bank,
    rules,
    titles,
    settings: {
      bank: "sicoob",
      apiRoot: `${bank.url}/cobranca-bancaria/v3`,
      tokenUrl: `${bank.url}/token`,
      certFile: "client.pem",
      keyFile: "client.key",
      contaCorrente: "1234567",
    },
    /** Becomes what it becomes, now, and gives the bank's post about it. */
    becomes(seuNumero: string, situacao: string) {
      const title = titles.find((one) => one.seuNumero === seuNumero);
      if (!title) throw new Error(`Sicoob has no ${seuNumero}`);
      title.situacao = situacao;
      const dataHistorico = new Date(now().getTime() - 3 * 3_600_000).toISOString().slice(0, 10);
      title.history.push({
        dataHistorico,
        tipoHistorico: "6",
        descricaoHistorico: situacao === "Liquidado" ? "Liquidação" : situacao,
      });
      return { nossoNumero: title.nossoNumero };
    },
  };
}
