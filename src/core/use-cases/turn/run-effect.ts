import { opensAt } from "../../attendance/attendance-hours.ts";
import { bankName } from "../../billing/bank-names.ts";
import { openingTime } from "../../conversation/replies/attendance.ts";
import type { Effect } from "../../conversation/turn.ts";
import { maySee } from "../../identity/access.ts";
import { issueBoleto } from "../boletos/issue-boleto.ts";
import { personSilenceMs } from "../operator/hand-back.ts";
import type { EffectOutcome, EffectRunner, EffectScope } from "./effect-scope.ts";
import { listInvoices } from "./list-invoices.ts";
import { lookAtInvoice } from "./look-at-invoice.ts";
import { privacyEffects } from "./privacy-effects.ts";
import { proofEffects } from "./proof-effects.ts";
import { webEffects } from "./web-effects.ts";

/** Shortest time between two questions to a bank about the same boleto, in milliseconds. */
const askIntervalMs = 30_000;

const runners: { [K in Effect["kind"]]: EffectRunner<K> } = {
  "list-invoices": list,
  "open-invoice": openInvoice,
  "issue-boleto": issue,
  "ask-bank": askAboutBoleto,
  receipt,
  "hand-over": handOver,
  ...proofEffects,
  ...privacyEffects,
  ...webEffects,
};

/**
 * Runs an effect that the dialog asked for. An effect that writes (`records.writes()`) runs in a transaction that locks
 * the chat; one that only reads may run without a transaction.
 */
export function runEffect(effect: Effect, now: Date, scope: EffectScope): Promise<EffectOutcome> {
  return (runners[effect.kind] as EffectRunner<Effect["kind"]>)(effect, now, scope);
}

async function list(
  { purpose, named }: Extract<Effect, { kind: "list-invoices" }>,
  now: Date,
  scope: EffectScope,
): Promise<EffectOutcome> {
  const { account, records } = scope;
  if (account === undefined) throw new Error("Invoices are listed for a proven subscriber only");
  const invoices = await listInvoices(records, account.access, now);
  return { result: { kind: "invoices-listed", purpose, invoices, ...(named && { named }) } };
}

async function openInvoice(
  { invoiceId, purpose, named }: Extract<Effect, { kind: "open-invoice" }>,
  now: Date,
  { records, account, chatId }: EffectScope,
): Promise<EffectOutcome> {
  const look =
    account &&
    (await lookAtInvoice(records, { invoiceId, access: account.access, now, choosing: true, promising: true }));
  if (!look) throw new Error("Not this subscriber's invoice");
  // The reply promises "Eu mando aqui". So this chat must be told, wherever the boleto was requested.
  if (look.living?.status === "registering") await records.writes().watchBoleto(look.living.boletoId, chatId, now);
  return { result: { kind: "invoice-opened", purpose, ...(named && { named }), ...look } };
}

async function issue(
  effect: Extract<Effect, { kind: "issue-boleto" }>,
  now: Date,
  scope: EffectScope,
): Promise<EffectOutcome> {
  const { invoice, announced } = await ownInvoice(effect.invoiceId, scope);
  const { records, chatId, provider } = scope;
  const issued = await issueBoleto(records.writes(), {
    ...effect,
    chatId,
    now,
    demo: provider.isDemo,
  });
  if (issued) return { result: { kind: "boleto-issued", boleto: issued } };
  const bankGone = invoice.status === "open" && !announced;
  return {
    result: { kind: "boleto-not-issued", invoiceId: invoice.id, bankGone, ...(announced && { announced: true }) },
  };
}

async function askAboutBoleto(
  { invoiceId, about }: Extract<Effect, { kind: "ask-bank" }>,
  now: Date,
  scope: EffectScope,
): Promise<EffectOutcome> {
  const { living, announced } = await ownInvoice(invoiceId, scope, true);
  if (announced)
    return { result: { kind: "bank-asked", about, bankName: bankName(announced.bankCode), announced: true } };
  if (!living) return { result: { kind: "bank-asked", about } };
  const writes = scope.records.writes();
  // The answer of the bank may bring other news, such as a payment. This chat must be told of it, too.
  await writes.watchBoleto(living.id, scope.chatId, now);
  const name = bankName(living.bankCode);
  // The provider's own system issued the boleto. No bank can be asked from here; that system reports the payment.
  if (living.bankWalletId === undefined)
    return { result: { kind: "bank-asked", about, bankName: name, notOurs: true } };
  const question = { name: "ask-bank", boletoId: living.id, chatId: scope.chatId, about } as const;
  const mayAskAt = living.askedAt && new Date(living.askedAt.getTime() + askIntervalMs);
  if (mayAskAt && now < mayAskAt) {
    // The bank was asked a moment ago, perhaps because of another chat. This chat gets an answer of its own, as soon as
    // the bank may be asked again.
    await writes.noteQuestion(question, mayAskAt);
    await writes.enqueue(question, mayAskAt, `${living.id} ${scope.chatId} ${about}`);
    return { result: { kind: "bank-asked", about, bankName: name, justAsked: true } };
  }
  await writes.changeBoleto(living.id, { askedAt: now });
  await writes.noteQuestion(question, now);
  await writes.enqueue(question);
  return { result: { kind: "bank-asked", about, bankName: name } };
}

async function receipt(
  _: Extract<Effect, { kind: "receipt" }>,
  __: Date,
  { records, account }: EffectScope,
): Promise<EffectOutcome> {
  if (account === undefined) throw new Error("A receipt is given to a proven subscriber only");
  const paid = await records.lastPaid(account.access);
  return { result: { kind: "receipt-ready", ...(paid && { paid }) } };
}

async function handOver(
  { subject }: Extract<Effect, { kind: "hand-over" }>,
  now: Date,
  { records, account, candidate, chatId }: EffectScope,
): Promise<EffectOutcome> {
  const writes = records.writes();
  const { protocol, again } = await writes.openAttendance({ chatId, subject, now });
  if (!again) await writes.addEvent("attendance.requested", { protocol, subject }, now);
  const office = await writes.officeOf((account ?? candidate)?.access);
  const opens = opensAt(office, now);
  if (opens)
    return { result: { kind: "handed-over", protocol, again, answersAt: openingTime(opens, now, office.place.zone) } };
  return { result: { kind: "handed-over", protocol, again }, personUntil: new Date(now.getTime() + personSilenceMs) };
}

/** Returns an invoice of the subscriber. Throws if the account may not see it. */
async function ownInvoice(invoiceId: string, { records, account }: EffectScope, lock = false) {
  const invoiceCase = lock ? await records.writes().invoiceCase(invoiceId, true) : await records.invoiceCase(invoiceId);
  if (!invoiceCase || account === undefined || !maySee(account.access, invoiceCase.contract))
    throw new Error("Not this subscriber's invoice");
  return invoiceCase;
}
