import { addDays } from "../../core/billing/calendar/iso-date.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { chargeAnswer } from "./charge-answer.ts";
import { charge, chargeList, issued, pdfAnswer, problem } from "./inter-answers.ts";
import { issueRequest } from "./issue-request.ts";

/** How long the bank's list may lag behind. Not documented; chosen well above what has been observed. */
const doubtMs = 2 * 60_000;
const confirmMs = 60_000;
const charges = "/cobranca/v3/cobrancas";

/**
 * Creates the registrar of Banco Inter, Cobrança v3: asynchronous, numbered by the bank. It has no idempotency key, so
 * charges are looked up by `seuNumero`.
 */
export function createInter({ call, clock, pdf }: { call: BankClient; clock: Clock; pdf: "bank" | "ours" }): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);

  async function lookUpOnce({ boleto }: RegistrationRequest): Promise<BankAnswer> {
    const { bankReference, lookUps } = boleto;
    if (bankReference === undefined) return findByReference(boleto);
    const called = await call({ method: "GET", path: `${charges}/${bankReference}` });
    if (called.kind !== "answer") return called;
    const parsed = charge.safeParse(called.json);
    // The bank issued this reference itself, so "not found" does not prove that there is no charge.
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    return chargeAnswer(parsed.data, lookUps, clock.now());
  }

  async function findByReference(boleto: RegistrationRequest["boleto"]): Promise<BankAnswer> {
    const seuNumero = shortReference(boleto.id);
    const { dueDate } = boleto;
    const called = await call({
      method: "GET",
      path: charges,
      query: {
        dataInicial: addDays(dueDate, -1),
        dataFinal: addDays(dueDate, 1),
        filtrarDataPor: "VENCIMENTO",
        seuNumero,
        "paginacao.itensPorPagina": 100,
        "paginacao.paginaAtual": 0,
      },
    });
    if (called.kind !== "answer") return called;
    const parsed = chargeList.safeParse(called.json);
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    const now = clock.now();
    const [ours] = parsed.data.cobrancas
      .filter(({ cobranca }) => cobranca.seuNumero === seuNumero)
      .map((one) => chargeAnswer(one, boleto.lookUps, now));
    return ours ?? believeNotFound(boleto, now, doubtMs);
  }

  return {
    async register({ boleto }) {
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      if (boleto.slip.abatementCents) return { kind: "refused", reason: "O Inter não registra abatimento." };
      const called = await call({ method: "POST", path: charges, body: issueRequest(boleto, payer) });
      if (called.kind === "in-trouble") return called;
      const soon = pollAt(boleto, clock.now(), confirmMs);
      const made = called.kind === "answer" ? issued.safeParse(called.json) : undefined;
      if (called.kind === "answer" && called.status < 300 && made?.success)
        return {
          kind: "processing",
          bankReference: made.data.codigoSolicitacao,
          nextLookUpAt: pollAt(boleto, clock.now(), 20_000),
        };
      const reason = refusalOf(called);
      return reason === undefined ? { kind: "unknown", nextLookUpAt: soon } : { kind: "refused", reason };
    },
    lookUp,
    async cancel(request) {
      if (!request.boleto.sentAt) return { kind: "cancelled" };
      const known = await lookUp(request);
      if (known.kind === "paid") return known;
      if (known.kind === "not-found" || known.kind === "closed" || known.kind === "refused")
        return { kind: "cancelled" };
      if (known.kind === "in-trouble") return { kind: "later", retryAt: known.retryAt };
      const later = new Date(clock.now().getTime() + confirmMs);
      if (known.kind !== "registered" || known.bankReference === undefined) return { kind: "later", retryAt: later };
      const path = `${charges}/${known.bankReference}/cancelar`;
      const called = await call({ method: "POST", path, body: { motivoCancelamento: "SUBSTITUIDO" } });
      // Cancellation is asynchronous: the next attempt looks up the result.
      return called.kind === "in-trouble"
        ? { kind: "later", retryAt: called.retryAt }
        : { kind: "later", retryAt: later };
    },
    ...(pdf === "bank" && {
      async pdf({ boleto }: RegistrationRequest) {
        if (boleto.bankReference === undefined) return undefined;
        const called = await call({ method: "GET", path: `${charges}/${boleto.bankReference}/pdf` });
        const parsed = called.kind === "answer" ? pdfAnswer.safeParse(called.json) : undefined;
        return parsed?.success ? new Uint8Array(Buffer.from(parsed.data.pdf, "base64")) : undefined;
      },
    }),
  };
}

/** Returns the reason of a refusal; undefined if uncertain, as a 400 without a body also occurs for created boletos. */
function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = problem.safeParse(called.json);
  if (!parsed.success) return undefined;
  const { title, detail, violacoes = [] } = parsed.data;
  const wrong = violacoes.map(({ propriedade, razao }) => [propriedade, razao].filter(Boolean).join(": "));
  return joinReasons([title, detail, ...wrong], `Recusado pelo Inter (${called.status}).`);
}
