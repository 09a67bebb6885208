import type { JobRecords } from "../../jobs.ts";
import type { Records } from "../../ports.ts";
import type { BoletoRecord, BoletoRecords } from "../../records/boleto-records.ts";
import type { CancelAnswer } from "../../registration/bank-answer.ts";
import { escalateAfterMs, isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { recordBankPayment } from "../payments/record-bank-payment.ts";
import { registrationRequest } from "./registration-request.ts";

const pauseMs = 5 * 60_000;

/**
 * Job: asks the bank to take a boleto back, again and again until it confirms; the operator hears of it after 24 h. One
 * that the ERP issued elsewhere is the ERP's to cancel: it reads of it in the feed and confirms.
 */
export async function cancelBoleto(deps: Deps, boletoId: string): Promise<void> {
  const request = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const boleto = await records.lockBoleto(boletoId);
    if (boleto?.status !== "cancelling" || isEarly(boleto, now)) return undefined;
    // A bank that is being asked to register it would take it in after having found nothing to cancel.
    if (boleto.callingUntil && boleto.callingUntil > now) {
      await askLater(records, boletoId, boleto.callingUntil);
      return undefined;
    }
    const asked = await registrationRequest(records, boleto);
    if (!asked && !(await escalate(records, boleto, now))) await askLater(records, boletoId, lateAt(boleto));
    return asked;
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
    // Another job asked meanwhile, and goes on.
    if (boleto.nextLookUpAt?.getTime() !== request.boleto.nextLookUpAt?.getTime()) return;
    const hint = answer.kind === "later" && answer.retryAt > now ? answer.retryAt : undefined;
    await askLater(records, boletoId, hint ?? new Date(now.getTime() + pauseMs));
  });
}

async function askLater(records: BoletoRecords & JobRecords, boletoId: string, at: Date): Promise<void> {
  await records.changeBoleto(boletoId, { nextLookUpAt: at });
  await records.enqueue({ name: "cancel-boleto", boletoId }, at);
}

const lateAt = ({ cancellingSince, issuedAt }: BoletoRecord) =>
  new Date((cancellingSince ?? issuedAt).getTime() + escalateAfterMs);

/** Tells the operator once where the bank is late. Gives whether it is. */
async function escalate(records: Records, boleto: BoletoRecord, now: Date): Promise<boolean> {
  if (now < lateAt(boleto)) return false;
  if (boleto.escalatedAt) return true;
  await records.changeBoleto(boleto.id, { escalatedAt: now });
  await records.addEvent("boleto.cancel-late", { boletoId: boleto.id }, now);
  return true;
}
