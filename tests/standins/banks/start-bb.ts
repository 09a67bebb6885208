import { z } from "zod";
import { pixOf } from "./bars.ts";
import { bbIssue, dotted, isoOf } from "./bb-issue.ts";
import { type BbTitle, enteredTitle, listedTitle, movementOf, shownTitle, situationOf, stateOf } from "./bb-title.ts";
import { bookedAt, localDay } from "./booked-at.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const untouchableMs = 30 * 60_000;
const sameAnswerMs = 30_000;
const titlesAPage = 300;
/** Two codes with one meaning: a title with this number is there already. */
const alreadyThere = ["4874915.1", "4767157"];
/** Em liquidação, agendado: what a payment is until it is booked in the night. */
const announcedStates = [14, 15];

/** Banco do Brasil's API Cobranças v2, under a convênio of type 3 or 4: state 80 at first, untouchable for half an hour. */
export async function startBb({ now, type = 4 }: { now: () => Date; type?: 3 | 4 }) {
  const titles: BbTitle[] = [];
  /** Each call with its answer, to be held against the published schema. */
  const answered: { wire: Wire; answer: Answer }[] = [];
  const rules = { registrationMs: 60_000, pix: true, pixAtOnce: type === 4, movements: false };
  const answers = new Map<string, { at: number; answer: Answer }>();
  let shape = 0;
  let repeats = 0;
  const today = () => localDay(now().getTime());
  const stateNow = (title: BbTitle) => stateOf(title, now().getTime(), rules.registrationMs);
  /** One of the shapes after the other. */
  const refused = (status: number, code: string, message: string): Answer => {
    const shapes = [
      { erros: [{ codigo: code, versao: "1", mensagem: message, ocorrencia: "x" }] },
      { errors: [{ code, message }] },
      { erros: [{ codigoMensagem: code, versaoMensagem: "1", textoMensagem: message }] },
      { statusCode: status, error: "Bad Request", message: `${code} ${message}`, attributes: { error: "x" } },
    ];
    return { status, json: shapes[shape++ % shapes.length] };
  };

  function enter(body: unknown): Answer {
    const parsed = bbIssue.safeParse(body);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
      return refused(400, "1", faults.join("; "));
    }
    const { numeroTituloCliente: given, numeroConvenio, dataEmissao } = parsed.data;
    if (isoOf(dataEmissao) < today()) return refused(400, "13", "A data de emissão já passou.");
    if (type === 4 && given === undefined) return refused(400, "2", "numeroTituloCliente é obrigatório.");
    if (type === 3 && given !== undefined) return refused(400, "3", "numeroTituloCliente não pode ser informado.");
    if (given !== undefined && !given.startsWith(`000${numeroConvenio}`)) return refused(400, "4", "convênio");
    if (titles.some(({ id }) => id === given)) {
      const code = alreadyThere[repeats++ % alreadyThere.length] ?? "";
      return { status: 400, json: { errors: [{ code, message: "Nosso Número já incluído anteriormente." }] } };
    }
    const id = given ?? `000${numeroConvenio}${String(9_000_000_000 + titles.length)}`;
    const title: BbTitle = { ...parsed.data, id, enteredAt: now().getTime() };
    titles.push(title);
    return { status: 201, json: enteredTitle(title, rules.pix && rules.pixAtOnce) };
  }

  function list(query: Record<string, string>): Answer {
    if (!query.indicadorSituacao || !query.agenciaBeneficiario || !query.contaBeneficiario)
      return refused(400, "5", "indicadorSituacao, agenciaBeneficiario e contaBeneficiario");
    const found = titles
      .map((title) => listedTitle(title, stateNow(title)))
      .filter(
        (one) =>
          situationOf(one.codigoEstadoTituloCobranca) === query.indicadorSituacao &&
          (!query.codigoEstadoTituloCobranca ||
            one.codigoEstadoTituloCobranca === Number(query.codigoEstadoTituloCobranca)) &&
          lies(one.dataVencimento, query.dataInicioVencimento, query.dataFimVencimento) &&
          lies(one.dataMovimento, query.dataInicioMovimento, query.dataFimMovimento),
      );
    const from = Number(query.indice ?? 0);
    const page = found.slice(from, from + titlesAPage);
    if (page.length === 0) return { status: 404, json: { errors: [] } };
    return {
      status: 200,
      json: {
        indicadorContinuidade: found.length > from + titlesAPage ? "S" : "N",
        quantidadeRegistros: page.length,
        proximoIndice: from + titlesAPage,
        boletos: page,
      },
    };
  }

  function movements(body: unknown): Answer {
    if (!rules.movements) return refused(403, "14", "Serviço não habilitado para o convênio.");
    const { data } = movementsOrder.safeParse(body);
    if (!data) return refused(400, "15", "dataMovimentoRetornoInicial e dataMovimentoRetornoFinal");
    const found = titles
      .flatMap((title) => [movementOf(title, 2), ...(stateNow(title) === 6 ? [movementOf(title, 6)] : [])])
      .filter(({ dataMovimentoRetorno: day }) =>
        lies(day, data.dataMovimentoRetornoInicial, data.dataMovimentoRetornoFinal),
      );
    const from = data.numeroRegistroPretendido - 1;
    // The bank gives as many as it likes; here two, so that there are pages.
    const listaRegistro = found.slice(from, from + 2);
    const indicadorContinuidade = found.length > from + 2 ? "S" : "N";
    return { status: 200, json: { indicadorContinuidade, numeroUltimoRegistro: from + 2, listaRegistro } };
  }

  function withdraw(title: BbTitle | undefined, body: unknown): Answer {
    if (!z.strictObject({ numeroConvenio: z.int() }).safeParse(body).success)
      return refused(400, "6", "numeroConvenio");
    if (!title) return refused(404, "7", "Título não encontrado.");
    if (now().getTime() < title.enteredAt + untouchableMs) return refused(400, "8", "Aguarde 30 minutos do registro.");
    if (stateNow(title) !== 1) return refused(400, "9", "O título não pode ser baixado.");
    Object.assign(title, { state: 7, closing: 1 });
    return { status: 200, json: { numeroContratoCobranca: "1", dataBaixa: dotted(today()), horarioBaixa: "" } };
  }

  function look(title: BbTitle | undefined, id: string, query: Record<string, string>, what?: string): Answer {
    if (!query.numeroConvenio) return refused(400, "10", "numeroConvenio");
    if (!title) return refused(404, "11", "Título não encontrado.");
    if (what === "pix")
      return rules.pix && stateNow(title) === 1
        ? { status: 200, json: { qrCode: { url: "", txId: "", emv: pixOf(`bb${id}`), tipo: 1 } } }
        : refused(404, "12", "Sem PIX.");
    // The same answer for half a minute.
    const known = answers.get(id);
    if (known && now().getTime() - known.at < sameAnswerMs) return known.answer;
    const answer = { status: 200, json: shownTitle(title, stateNow(title)) };
    answers.set(id, { at: now().getTime(), answer });
    return answer;
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
      handle(wire) {
        const answer = answerTo(wire);
        answered.push({ wire, answer });
        return answer;
      },
    },
    now,
  );

  function answerTo({ method, path, query, body }: Wire): Answer {
    if (path === "/boletos") return method === "POST" ? enter(body) : list(query);
    const [, , id = "", what] = path.split("/");
    if (method === "POST" && what === "listar-retorno-movimento") return movements(body);
    const title = titles.find((one) => one.id === id);
    return what === "baixar" && method === "POST" ? withdraw(title, body) : look(title, id, query, what);
  }

  function titleOf(reference: string): BbTitle {
    const title = titles.find(({ numeroTituloBeneficiario }) => numeroTituloBeneficiario === reference);
    if (!title) throw new Error(`Banco do Brasil has no ${reference}`);
    answers.delete(title.id);
    return title;
  }

  return {
    ...bank,
    rules,
    titles,
    answered,
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
    becomes(reference: string, state: number, operational: 1 | 2 | 10, reais = 0, closing = 0) {
      const title = titleOf(reference);
      Object.assign(title, { state, closing });
      delete title.payment;
      if (reais > 0) title.payment = { paidAt: now().getTime(), reais };
      return postOf(title, operational, reais, now());
    },
    /** Is paid at another bank now, and booked in the night; gives the bank's post. */
    pays(reference: string, reais: number) {
      const title = titleOf(reference);
      const paidAt = now().getTime();
      const state = announcedStates[titles.indexOf(title) % announcedStates.length] ?? 0;
      Object.assign(title, { state, payment: { paidAt, bookedAt: bookedAt(paidAt), reais } });
      return postOf(title, 2, reais, now());
    },
  };
}

const movementsOrder = z.strictObject({
  dataMovimentoRetornoInicial: z.string().regex(/^\d{2}\.\d{2}\.\d{4}$/),
  dataMovimentoRetornoFinal: z.string().regex(/^\d{2}\.\d{2}\.\d{4}$/),
  codigoPrefixoAgencia: z.int().optional(),
  numeroContaCorrente: z.int().optional(),
  numeroCarteiraCobranca: z.int().optional(),
  numeroVariacaoCarteiraCobranca: z.int().optional(),
  numeroRegistroPretendido: z.int().positive(),
  quantidadeRegistroPretendido: z.int().max(10_000),
});

/** Whether a day lies in a period, all as "10.12.2026"; an end that is not given is open. */
const lies = (day: string, from?: string, to?: string) =>
  (!from || isoOf(day) >= isoOf(from)) && (!to || isoOf(day) <= isoOf(to));

/** The bank's post about a payment (baixa operacional). */
function postOf(title: BbTitle, operational: 1 | 2 | 10, reais: number, at: Date) {
  return {
    id: title.id,
    dataRegistro: dotted(localDay(title.enteredAt)),
    dataVencimento: title.dataVencimento,
    valorOriginal: title.valorOriginal,
    // The unit is not sure: nothing of it is to be believed.
    valorPagoSacado: reais * 100,
    numeroConvenio: title.numeroConvenio,
    numeroOperacao: 1,
    carteiraConvenio: 17,
    variacaoCarteiraConvenio: 35,
    codigoEstadoBaixaOperacional: operational,
    dataLiquidacao: `${dotted(localDay(at.getTime())).replaceAll(".", "/")} 10:00:00`,
    instituicaoLiquidacao: operational === 1 ? "001" : "341",
    canalLiquidacao: 4,
    codigoModalidadeBoleto: 1,
    tipoPessoaPortador: 1,
    identidadePortador: 12345678909,
    nomePortador: "FULANO",
    formaPagamento: 2,
  };
}
