import type { BoletoRecord, Records } from "../ports.ts";
import type { CancelAnswer } from "../registration/bank-answer.ts";
import type { Deps } from "./deps.ts";
import { registrationRequest } from "./registration-request.ts";

const pauseMs = 5 * 60_000;
const escalateAfterMs = 24 * 3_600_000;

/**
 * Job: asks the bank to take a boleto back, again and again until it confirms; the operator hears of it after 24 h. One
 * that the ERP issued elsewhere is the ERP's to cancel: it reads of it in the feed and confirms.
 */
export async function cancelBoleto(deps: Deps, boletoId: string): Promise<void> {
  const request = await deps.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    if (boleto?.status !== "cancelling") return undefined;
    // A bank that is being asked to register it would take it in after having found nothing to cancel.
    if (boleto.callingUntil && boleto.callingUntil > deps.clock.now()) {
      await records.enqueue({ name: "cancel-boleto", boletoId }, boleto.callingUntil);
      return undefined;
    }
    const asked = await registrationRequest(records, boleto, deps.windowSeconds);
    if (!asked) await awaitErp(records, boleto, deps.clock.now());
    return asked;
  });
  if (!request) return;
  const answer = await deps
    .registrarOf(request.bankWallet)
    .cancel(request)
    .catch((): CancelAnswer => ({ kind: "unknown" }));
  await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const boleto = await records.lockBoleto(boletoId);
    if (boleto?.status !== "cancelling") return;
    if (answer.kind === "cancelled") {
      await records.changeBoleto(boletoId, { status: "cancelled", closedAt: now });
      await records.addEvent("boleto.cancelled", { boletoId }, now);
      return;
    }
    if (now.getTime() - boleto.issuedAt.getTime() > escalateAfterMs && !boleto.escalatedAt) {
      await records.changeBoleto(boletoId, { escalatedAt: now });
      await records.addEvent("boleto.cancel-late", { boletoId }, now);
    }
    const hint = answer.kind === "later" && answer.retryAt > now ? answer.retryAt : undefined;
    await records.enqueue({ name: "cancel-boleto", boletoId }, hint ?? new Date(now.getTime() + pauseMs));
  });
}

async function awaitErp(records: Records, { id: boletoId, nextLookUpAt, escalatedAt }: BoletoRecord, now: Date) {
  if (!nextLookUpAt) {
    const lateAt = new Date(now.getTime() + escalateAfterMs);
    await records.changeBoleto(boletoId, { nextLookUpAt: lateAt });
    await records.enqueue({ name: "cancel-boleto", boletoId }, lateAt);
  } else if (nextLookUpAt <= now && !escalatedAt) {
    await records.changeBoleto(boletoId, { escalatedAt: now });
    await records.addEvent("boleto.cancel-late", { boletoId }, now);
  }
}
