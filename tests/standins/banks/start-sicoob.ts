import { z } from "zod";
import { bookedAt } from "./booked-at.ts";
import { chargeOutOfTime, sicoobIssue } from "./sicoob-issue.ts";
import { sicoobMovements } from "./sicoob-movements.ts";
import { copyOfTitle, enteredTitle, type SicoobTitle, shownTitle } from "./sicoob-title.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const key = z.looseObject({ numeroCliente: z.coerce.number().int(), codigoModalidade: z.coerce.number().int() });
const scopes = ["boletos_inclusao", "boletos_consulta", "boletos_alteracao"];

/**
 * Sicoob's Cobrança Bancária v3: registered at once, one boleto under a nosso número. What other banks take in is
 * posted at once and booked in the night.
 */
export async function startSicoob({ now }: { now: () => Date }) {
  const titles: SicoobTitle[] = [];
  /** Each call with its answer, to be held against the published schema. */
  const answered: { wire: Wire; answer: Answer }[] = [];
  const rules = { pix: true, numericTypes: false, postsASecond: Number.POSITIVE_INFINITY };
  const ranges = [{ numeroInicial: 1, numeroFinal: 9_999_999, validaDigitoVerificadorNossoNumero: true }];
  const movements = sicoobMovements(titles, now);
  let posted: number[] = [];
  const refused = (status: number, mensagem: string): Answer => ({
    status,
    json: { mensagens: [{ codigo: "1000", mensagem }] },
  });

  function enter(body: unknown): Answer {
    posted = [...posted.filter((at) => at > now().getTime() - 1000), now().getTime()];
    if (posted.length > rules.postsASecond) return { status: 429 };
    const parsed = sicoobIssue.safeParse(body);
    if (!parsed.success)
      return refused(400, parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
    const late = chargeOutOfTime(parsed.data);
    if (late) return refused(406, `${late} deve ser maior que o vencimento e menor ou igual que a data limite.`);
    const { nossoNumero = titles.length + 1 } = parsed.data;
    // The bank's own wording is not public.
    if (titles.some((title) => title.nossoNumero === nossoNumero))
      return refused(400, "Já existe boleto cadastrado para o identificador informado.");
    const title: SicoobTitle = { ...parsed.data, nossoNumero, situacao: "Em Aberto" };
    titles.push(title);
    return { status: 200, json: { resultado: enteredTitle(title, rules) } };
  }

  function withdraw(nossoNumero: string | undefined, body: unknown): Answer {
    if (!key.strict().safeParse(body).success) return refused(400, "numeroCliente e codigoModalidade");
    const title = titles.find((one) => one.nossoNumero === Number(nossoNumero));
    if (title?.situacao !== "Em Aberto" || title.payment) return refused(406, "O boleto não está em aberto.");
    title.situacao = "Baixado";
    return { status: 204 };
  }

  function look(query: Record<string, string>, isCopy: boolean): Answer {
    if (!key.safeParse(query).success) return refused(400, "numeroCliente e codigoModalidade");
    const title = titles.find((one) => one.nossoNumero === Number(query.nossoNumero));
    if (!title) return { status: 204 };
    const resultado = isCopy
      ? copyOfTitle(title, rules, query.gerarPdf === "true")
      : shownTitle(title, rules, now().getTime());
    return { status: 200, json: { resultado } };
  }

  function rangesOf(query: Record<string, string>): Answer {
    if (!key.safeParse(query).success || !(Number(query.quantidade) > 0)) return refused(400, "quantidade");
    const resultado = ranges.map((range) => ({
      numeroCliente: Number(query.numeroCliente),
      nomeCliente: "VALE FIBRA",
      quantidade: range.numeroFinal - range.numeroInicial + 1,
      ...range,
    }));
    return resultado.length > 0 ? { status: 200, json: { resultado } } : { status: 204 };
  }

  const doors: Record<string, (wire: Wire) => Answer> = {
    "POST /boletos": ({ body }) => enter(body),
    "GET /boletos": ({ query }) => look(query, false),
    "GET /boletos/segunda-via": ({ query }) => look(query, true),
    "GET /boletos/faixas-nosso-numero": ({ query }) => rangesOf(query),
    "POST /boletos/movimentacoes": ({ body }) => movements.order(body),
    "GET /boletos/movimentacoes": ({ query }) => movements.state(query),
    "GET /boletos/movimentacoes/download": ({ query }) => movements.file(query),
  };

  const bank = await startBank(
    {
      bank: "sicoob",
      tokenPath: "/token",
      root: "/cobranca-bancaria/v3",
      refuseGrant({ client_id, client_secret, scope = "" }) {
        if (client_id !== "the-client" || client_secret !== undefined) return "invalid_client";
        return scope.split(" ").every((one) => scopes.includes(one)) ? undefined : "invalid_scope";
      },
      refuseCall: ({ headers }) => (headers.client_id === "the-client" ? undefined : { status: 403 }),
      isIssue: ({ method, path }) => method === "POST" && path === "/boletos",
      handle(wire) {
        const [, , nossoNumero, what] = wire.path.split("/");
        const answer =
          wire.method === "POST" && what === "baixar"
            ? withdraw(nossoNumero, wire.body)
            : (doors[`${wire.method} ${wire.path}`]?.(wire) ?? { status: 404 });
        answered.push({ wire, answer });
        return answer;
      },
    },
    now,
  );

  const titleOf = (seuNumero: string): SicoobTitle => {
    const title = titles.find((one) => one.seuNumero === seuNumero);
    if (!title) throw new Error(`Sicoob has no ${seuNumero}`);
    return title;
  };
  /** The bank's post about a payment, as its portal describes it. */
  const postOf = ({ nossoNumero, seuNumero, numeroCliente, valor }: SicoobTitle, cents: number, isUndone: boolean) => ({
    idWebhook: 214,
    tipoMovimento: 7,
    dados: {
      numeroIdentificadorBaixa: 1,
      nossoNumero: String(nossoNumero).padStart(10, "0"),
      seuNumero,
      numeroCliente,
      valorBoleto: valor,
      valorPagamento: cents / 100,
      codigoCanalPagamento: 3,
      codigoMotivoCancelamento: isUndone ? 1 : null,
      dataHoraSituacaoBaixa: now().toISOString(),
      baixaRealizadaEmContigencia: false,
      cancelamentoBaixa: isUndone,
    },
  });

  return {
    ...bank,
    rules,
    ranges,
    titles,
    answered,
    settings: {
      bank: "sicoob",
      apiRoot: `${bank.url}/cobranca-bancaria/v3`,
      tokenUrl: `${bank.url}/token`,
      certFile: "client.pem",
      keyFile: "client.key",
      contaCorrente: "1234567",
    },
    /** Is paid now, and gives the bank's post. A PIX is booked at once, everything else in the night. */
    pays(seuNumero: string, { cents, by }: { cents?: number; by: "pix" | "boleto" }) {
      const title = titleOf(seuNumero);
      const paidAt = now().getTime();
      const paid = cents ?? Math.round(title.valor * 100);
      title.payment = { paidAt, bookedAt: by === "pix" ? paidAt : bookedAt(paidAt), cents: paid };
      return postOf(title, paid, false);
    },
    /** The payer's bank takes its payment back before it is booked; gives the bank's post. */
    undoes(seuNumero: string) {
      const title = titleOf(seuNumero);
      const cents = title.payment?.cents ?? 0;
      delete title.payment;
      return postOf(title, cents, true);
    },
    /** The post with which the bank tries a new address. */
    validation: { idWebhook: 990, validacaoWebhook: true },
  };
}
