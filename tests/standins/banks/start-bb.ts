import { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type Answer, startBank } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.string().regex(/^\d{2}\.\d{2}\.\d{4}$/);
const isoOf = (given: string) => given.split(".").reverse().join("-");
const issue = z
  .strictObject({
    numeroConvenio: z.int(),
    numeroCarteira: z.literal(17),
    numeroVariacaoCarteira: z.int(),
    codigoModalidade: z.literal([1, 4]),
    dataEmissao: date,
    dataVencimento: date,
    valorOriginal: z.number().positive(),
    valorAbatimento: z.number().positive().optional(),
    indicadorAceiteTituloVencido: z.literal(["S", "N"]),
    numeroDiasLimiteRecebimento: z.int().min(0).optional(),
    codigoAceite: z.literal(["A", "N"]),
    codigoTipoTitulo: z.int().min(1),
    indicadorPermissaoRecebimentoParcial: z.literal(["S", "N"]),
    numeroTituloBeneficiario: z.string().regex(/^[A-Z0-9' -]{1,15}$/),
    numeroTituloCliente: z
      .string()
      .regex(/^\d{20}$/)
      .optional(),
    mensagemBloquetoOcorrencia: z
      .string()
      .max(165)
      .regex(/^[^\r\n]*$/)
      .optional(),
    desconto: z.strictObject({ tipo: z.literal(1), dataExpiracao: date, valor: z.number() }).optional(),
    jurosMora: z.strictObject({ tipo: z.literal([0, 1, 2, 3]), valor: z.number().optional() }).optional(),
    multa: z
      .strictObject({ tipo: z.literal([0, 1, 2]), data: date.optional(), porcentagem: z.number().max(2).optional() })
      .optional(),
    pagador: z.strictObject({
      tipoInscricao: z.literal([1, 2]),
      numeroInscricao: z.int().positive(),
      nome: text(1, 60),
      endereco: text(1, 60),
      cep: z.int(),
      cidade: text(1, 30),
      bairro: text(1, 30),
      uf: z.string().regex(/^[A-Z]{2}$/),
      telefone: text(0, 30).optional(),
      email: z.string().optional(),
    }),
    indicadorPix: z.literal(["S", "N"]).optional(),
  })
  .refine(({ dataEmissao, dataVencimento }) => isoOf(dataVencimento) >= isoOf(dataEmissao), "vencimento");

type Title = z.infer<typeof issue> & { id: string; enteredAt: number; state?: number; paid?: number; paidOn?: string };

const untouchableMs = 30 * 60_000;
const sameAnswerMs = 30_000;

/** Banco do Brasil's API Cobranças v2, under a convênio of type 3 or 4: state 80 at first, untouchable for half an hour. */
export async function startBb({ now, type = 4 }: { now: () => Date; type?: 3 | 4 }) {
  const titles: Title[] = [];
  const rules = { registrationMs: 60_000, pix: true };
  const answers = new Map<string, { at: number; answer: Answer }>();
  let shape = 0;
  const local = (at: number) => new Date(at - 3 * 3_600_000).toISOString().slice(0, 10).split("-").reverse().join(".");
  /** One of the three shapes after the other. */
  const refused = (status: number, code: string, message: string): Answer => {
    const shapes = [
      { erros: [{ codigo: code, versao: "1", mensagem: message, ocorrencia: "x" }] },
      { errors: [{ code, message }] },
      { erros: [{ codigoMensagem: code, versaoMensagem: "1", textoMensagem: message }] },
      { statusCode: status, error: "Bad Request", message: `${code} ${message}`, attributes: { error: "x" } },
    ];
    return { status, json: shapes[shape++ % shapes.length] };
  };
  const barsOfTitle = ({ id, dataVencimento, valorOriginal }: Title) =>
    barsOf("001", { dueDate: isoOf(dataVencimento), cents: Math.round(valorOriginal * 100) }, `000000${id.slice(3)}17`);
  const stateOf = (title: Title) => title.state ?? (now().getTime() >= title.enteredAt + rules.registrationMs ? 1 : 80);

  function enter(body: unknown): Answer {
    const parsed = issue.safeParse(body);
    if (!parsed.success)
      return refused(
        400,
        "1",
        parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "),
      );
    const { numeroTituloCliente: given, numeroConvenio } = parsed.data;
    if (type === 4 && given === undefined) return refused(400, "2", "numeroTituloCliente é obrigatório.");
    if (type === 3 && given !== undefined) return refused(400, "3", "numeroTituloCliente não pode ser informado.");
    if (given !== undefined && !given.startsWith(`000${numeroConvenio}`)) return refused(400, "4", "convênio");
    if (titles.some(({ id }) => id === given))
      return {
        status: 400,
        json: { errors: [{ code: "4874915.1", message: "Nosso Número já incluído anteriormente." }] },
      };
    const id = given ?? `000${numeroConvenio}${String(9_000_000_000 + titles.length)}`;
    const title: Title = { ...parsed.data, id, enteredAt: now().getTime() };
    titles.push(title);
    const { codigoBarras, linhaDigitavel } = barsOfTitle(title);
    return {
      status: 201,
      json: {
        numero: id,
        numeroCarteira: 17,
        numeroVariacaoCarteira: title.numeroVariacaoCarteira,
        codigoCliente: 704950857,
        linhaDigitavel,
        codigoBarraNumerico: codigoBarras,
        numeroContratoCobranca: 19581316,
        qrCode: { url: "", txId: "", emv: "" },
        observacao: "",
      },
    };
  }

  function detail(title: Title): Answer {
    const { codigoBarras, linhaDigitavel } = barsOfTitle(title);
    return {
      status: 200,
      json: {
        codigoLinhaDigitavel: linhaDigitavel,
        textoCodigoBarrasTituloCobranca: codigoBarras,
        numeroTituloCedenteCobranca: title.numeroTituloBeneficiario,
        codigoEstadoTituloCobranca: stateOf(title),
        dataVencimentoTituloCobranca: title.dataVencimento,
        valorOriginalTituloCobranca: title.valorOriginal,
        valorPagoSacado: title.paid ?? 0,
        dataRecebimentoTitulo: title.paidOn ?? "",
        dataCreditoLiquidacao: title.paidOn ?? "",
      },
    };
  }

  function list(query: Record<string, string>): Answer {
    if (!query.indicadorSituacao || !query.agenciaBeneficiario || !query.contaBeneficiario)
      return refused(400, "5", "indicadorSituacao, agenciaBeneficiario e contaBeneficiario");
    const found = titles.filter(
      (title) =>
        (!query.dataInicioVencimento || isoOf(title.dataVencimento) >= isoOf(query.dataInicioVencimento)) &&
        (!query.dataFimVencimento || isoOf(title.dataVencimento) <= isoOf(query.dataFimVencimento)),
    );
    const from = Number(query.indice ?? 0);
    const page = found.slice(from, from + 300);
    if (page.length === 0) return { status: 404, json: { errors: [] } };
    return {
      status: 200,
      json: {
        indicadorContinuidade: found.length > from + 300 ? "S" : "N",
        quantidadeRegistros: page.length,
        proximoIndice: from + 300,
        boletos: page.map((title) => ({
          numeroBoletoBB: title.id,
          dataVencimento: title.dataVencimento,
          valorOriginal: title.valorOriginal,
          codigoEstadoTituloCobranca: stateOf(title),
        })),
      },
    };
  }

  const bank = await startBank(
    {
      bank: "bb",
      tokenPath: "/oauth/token",
      root: "/cobrancas/v2",
      refuseGrant: (_, { authorization }) =>
        authorization === `Basic ${Buffer.from("the-client:the-secret").toString("base64")}`
          ? undefined
          : "invalid_client",
      refuseCall: ({ query }) => (query["gw-dev-app-key"] === "the-app-key" ? undefined : { status: 403 }),
      isIssue: ({ method, path }) => method === "POST" && path === "/boletos",
      handle({ method, path, query, body }) {
        if (path === "/boletos") return method === "POST" ? enter(body) : list(query);
        const [, , id = "", what] = path.split("/");
        const title = titles.find((one) => one.id === id);
        if (what === "baixar" && method === "POST") {
          if (!z.strictObject({ numeroConvenio: z.int() }).safeParse(body).success)
            return refused(400, "6", "numeroConvenio");
          if (!title) return refused(404, "7", "Título não encontrado.");
          if (now().getTime() < title.enteredAt + untouchableMs)
            return refused(400, "8", "Aguarde 30 minutos do registro.");
          if (stateOf(title) !== 1) return refused(400, "9", "O título não pode ser baixado.");
          title.state = 7;
          return {
            status: 200,
            json: { numeroContratoCobranca: 1, dataBaixa: local(now().getTime()), horarioBaixa: "" },
          };
        }
        if (!query.numeroConvenio) return refused(400, "10", "numeroConvenio");
        if (!title) return refused(404, "11", "Título não encontrado.");
        if (what === "pix")
          return rules.pix && stateOf(title) === 1
            ? { status: 200, json: { qrCode: { url: "", txId: "", emv: pixOf(`bb${id}`), tipo: 1 } } }
            : refused(404, "12", "Sem PIX.");
        // The same answer for half a minute.
        const known = answers.get(id);
        if (known && now().getTime() - known.at < sameAnswerMs) return known.answer;
        const answer = detail(title);
        answers.set(id, { at: now().getTime(), answer });
        return answer;
      },
    },
    now,
  );
  return {
    ...bank,
    rules,
    titles,
    settings: {
      bank: "bb",
      apiRoot: `${bank.url}/cobrancas/v2`,
      tokenUrl: `${bank.url}/oauth/token`,
      clientSecretFile: "secret.txt",
      appKeyFile: "app-key.txt",
      certFile: "client.pem",
      keyFile: "client.key",
      variacao: 35,
    },
    /** Becomes what it becomes, now, and gives the bank's post about it: 1 paid here, 2 elsewhere, 10 undone. */
    becomes(reference: string, state: number, operational: 1 | 2 | 10, paid = 0) {
      const title = titles.find(({ numeroTituloBeneficiario }) => numeroTituloBeneficiario === reference);
      if (!title) throw new Error(`Banco do Brasil has no ${reference}`);
      const day = local(now().getTime());
      Object.assign(title, { state, paid, paidOn: paid > 0 ? day : "" });
      answers.delete(title.id);
      return {
        id: title.id,
        dataRegistro: local(title.enteredAt),
        dataVencimento: title.dataVencimento,
        valorOriginal: title.valorOriginal,
        // The unit is not sure: nothing of it is to be believed.
        valorPagoSacado: paid * 100,
        numeroConvenio: title.numeroConvenio,
        numeroOperacao: 1,
        carteiraConvenio: 17,
        variacaoCarteiraConvenio: 35,
        codigoEstadoBaixaOperacional: operational,
        dataLiquidacao: `${day.replaceAll(".", "/")} 10:00:00`,
        instituicaoLiquidacao: operational === 1 ? "001" : "341",
        canalLiquidacao: 4,
        codigoModalidadeBoleto: 1,
        tipoPessoaPortador: 1,
        identidadePortador: 12345678909,
        nomePortador: "FULANO",
        formaPagamento: 2,
      };
    },
  };
}
