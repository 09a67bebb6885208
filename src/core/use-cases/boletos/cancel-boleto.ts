import type { JobRecords } from "../../jobs.ts";
import type { Records } from "../../ports.ts";
import type { BoletoRecord, BoletoRecords } from "../../records/boleto-records.ts";
import type { CancelAnswer } from "../../registration/bank-answer.ts";
import { escalateAfterMs, isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { recordBankPayment } from "../payments/record-bank-payment.ts";
import { registrationRequest } from "./registration-request.ts";

const retryDelayMs = 5 * 60_000;

/**
 * Job: asks the bank to cancel a boleto, again and again until it confirms. After 24 hours the operator is told. A
 * boleto that the provider's own system issued is cancelled by that system, which finds the request in the feed of
 * events and confirms it.
 */
export async function cancelBoleto(deps: Deps, boletoId: string): Promise<void> {
  const request = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const boleto = await records.lockBoleto(boletoId);
    if (boleto?.status !== "cancelling" || isEarly(boleto, now)) return undefined;
    // While a call to register it is under way, the bank might find nothing to cancel, and register the boleto
    // afterwards.
    if (boleto.callingUntil && boleto.callingUntil > now) {
      await askLater(records, boletoId, boleto.callingUntil);
      return undefined;
    }
    const bankRequest = await registrationRequest(records, boleto);
    if (!bankRequest && !(await escalate(records, boleto, now))) await askLater(records, boletoId, escalateAt(boleto));
    return bankRequest;
  });
  if (!request) return;
  const answer = await deps
    .registrarOf(request.bankWallet)
    .cancel(request)
    .catch((): CancelAnswer => ({ kind: "unknown" }));
  if (answer.kind === "paid") return recordBankPayment(deps, boletoId, answer);
  await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const boleto = await records.lockBoleto(boletoId);
    if (boleto?.status !== "cancelling") return;
    if (answer.kind === "cancelled") {
      await records.changeBoleto(boletoId, { status: "cancelled", closedAt: now });
      await records.addEvent("boleto.cancelled", { boletoId }, now);
      return;
    }
    await escalate(records, boleto, now);
    // Another job has asked meanwhile, and schedules the next attempt.
    if (boleto.nextLookUpAt?.getTime() !== request.boleto.nextLookUpAt?.getTime()) return;
    const hint = answer.kind === "later" && answer.retryAt > now ? answer.retryAt : undefined;
    await askLater(records, boletoId, hint ?? new Date(now.getTime() + retryDelayMs));
  });
}

async function askLater(records: BoletoRecords & JobRecords, boletoId: string, at: Date): Promise<void> {
  await records.changeBoleto(boletoId, { nextLookUpAt: at });
  await records.enqueue({ name: "cancel-boleto", boletoId }, at);
}

const escalateAt = ({ cancellingSince, issuedAt }: BoletoRecord) =>
  new Date((cancellingSince ?? issuedAt).getTime() + escalateAfterMs);

/** Tells the operator, once, that the bank is late. Returns true if it is late. */
async function escalate(records: Records, boleto: BoletoRecord, now: Date): Promise<boolean> {
  if (now < escalateAt(boleto)) return false;
  if (boleto.escalatedAt) return true;
  await records.changeBoleto(boleto.id, { escalatedAt: now });
  await records.addEvent("boleto.cancel-late", { boletoId: boleto.id }, now);
  return true;
}
