import { addDays, daysBetween } from "../../core/billing/calendar/iso-date.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import type { BankClient } from "../rest/create-bank-client.ts";
import { onlyOne } from "../rest/only-one.ts";
import { payerOf } from "../rest/payer-of.ts";
import { believeNotFound, pollAt, pollUnknown } from "../rest/poll-again.ts";
import { ownerOf } from "../rest/whose-title.ts";
import { type WithdrawalOf, withdraw } from "../rest/withdraw.ts";
import { chargeAnswer } from "./charge-answer.ts";
import { charge, issued, pdfAnswer } from "./inter-answers.ts";
import { issueRequest } from "./issue-request.ts";
import { listCharges, listPayments } from "./list-charges.ts";
import { refusalOf } from "./refusal.ts";

/**
 * For half an hour the bank refuses a charge with the same seuNumero, amount, due date and payer. Only after this time,
 * and some slack, a charge that the list does not show is believed not to exist, and may be issued again.
 */
const doubtMs = 32 * 60_000;
const confirmMs = 60_000;
/** The bank cancels a charge by itself this many days after its due date at the latest. */
const mostDays = 60;
const charges = "/cobranca/v3/cobrancas";

/** Creates the registrar of Banco Inter, Cobrança v3: asynchronous, numbered by the bank, looked up by `seuNumero`. */
export function createInter({ call, clock, pdf }: { call: BankClient; clock: Clock; pdf: "bank" | "ours" }): Registrar {
  const lookUp = pollUnknown(lookUpOnce, clock);
  const chargePath = (reference: string) => `${charges}/${encodeURIComponent(reference)}`;

  /** The bank cancels only what it has registered. */
  const callFor: WithdrawalOf = (known) =>
    known.kind === "registered" && known.bankReference !== undefined
      ? {
          method: "POST",
          path: `${chargePath(known.bankReference)}/cancelar`,
          body: { motivoCancelamento: "SUBSTITUIDO" },
        }
      : undefined;

  async function lookUpOnce({ boleto }: RegistrationRequest): Promise<BankAnswer> {
    const { bankReference, lookUps } = boleto;
    if (bankReference === undefined) return findByReference(boleto);
    const called = await call({ method: "GET", path: chargePath(bankReference) });
    if (called.kind !== "answer") return called;
    const parsed = charge.safeParse(called.json);
    // The bank issued this reference itself, so "not found" does not prove that there is no charge.
    if (called.status >= 300 || !parsed.success) return { kind: "unknown" };
    return chargeAnswer(parsed.data, lookUps, clock.now());
  }

  async function findByReference(boleto: RegistrationRequest["boleto"]): Promise<BankAnswer> {
    const seuNumero = shortReference(boleto.id);
    const { dueDate } = boleto;
    const days = { from: addDays(dueDate, -1), to: addDays(dueDate, 1) };
    const listed = await listCharges(call, { ...days, by: "VENCIMENTO", seuNumero });
    if (listed.kind !== "charges") return listed;
    const now = clock.now();
    const owned = listed.charges.map((one) => ({ one, owner: ownerOf(one.cobranca.seuNumero, seuNumero, boleto) }));
    const ours = owned.filter(({ owner }) => owner === "ours");
    const answers = ours.map(({ one }) => chargeAnswer(one, boleto.lookUps, now));
    const known = await onlyOne(answers, { call, callFor, now });
    if (known) return known;
    // The list was asked for this reference alone.
    if (owned.some(({ owner }) => owner === "untold"))
      return { kind: "unknown", nextLookUpAt: pollAt(boleto, now, confirmMs) };
    const answer = believeNotFound(boleto, now, doubtMs);
    return answer.kind === "unknown" ? { ...answer, nextLookUpAt: pollAt(boleto, now, confirmMs) } : answer;
  }

  return {
    async register({ boleto }) {
      const payer = payerOf(boleto);
      if (!payer) return { kind: "refused", reason: "Falta o endereço completo do assinante." };
      if (boleto.slip.abatementCents) return { kind: "refused", reason: "O Inter não registra abatimento." };
      const days = daysBetween(boleto.dueDate, boleto.payableUntil);
      if (days > mostDays) return { kind: "refused", reason: tooManyDays(days) };
      const called = await call({ method: "POST", path: charges, body: issueRequest(boleto, payer) });
      if (called.kind === "in-trouble") return called;
      const now = clock.now();
      const soon = pollAt(boleto, now, confirmMs);
      if (called.kind === "unknown") return { kind: "unknown", nextLookUpAt: soon };
      const made = issued.safeParse(called.json);
      const known = made.success ? { bankReference: made.data.codigoSolicitacao } : {};
      if (called.status < 300 && made.success)
        return { kind: "processing", ...known, nextLookUpAt: pollAt(boleto, now, 20_000) };
      const reason = refusalOf(called);
      return reason === undefined ? { kind: "unknown", ...known, nextLookUpAt: soon } : { kind: "refused", reason };
    },
    lookUp,
    // Cancellation is asynchronous.
    cancel: (request) => withdraw(request, { call, clock, lookUp, callFor, isDone: false }),
    payments: (period) => listPayments(call, period),
    ...(pdf === "bank" && {
      async pdf({ boleto }: RegistrationRequest) {
        if (boleto.bankReference === undefined) return undefined;
        const called = await call({ method: "GET", path: `${chargePath(boleto.bankReference)}/pdf`, purpose: "pdf" });
        const parsed = called.kind === "answer" ? pdfAnswer.safeParse(called.json) : undefined;
        return parsed?.success ? new Uint8Array(Buffer.from(parsed.data.pdf, "base64")) : undefined;
      },
    }),
  };
}

const tooManyDays = (days: number): string =>
  `O Inter recebe até ${mostDays} dias depois do vencimento, e a carteira pede ${days}. Diminua os dias da carteira de banco.`;
