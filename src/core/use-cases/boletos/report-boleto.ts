import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import type { BoletoReport } from "../../register/boleto-report.ts";
import { RegisterError } from "../../register/register-error.ts";
import type { Deps } from "../deps.ts";
import { recordPayment } from "../payments/record-payment.ts";
import { requestDueDate } from "./request-due-date.ts";

/**
 * Records what the provider's own system reports: a payment, a cancellation, or that a new due date is wanted. The same
 * report again changes nothing. Throws RegisterError if the report contradicts what is stored, or if it reports a
 * payment or a cancellation of a boleto that was issued here, because the bank reports those.
 */
export async function reportBoleto(deps: Deps, boletoId: string, report: BoletoReport): Promise<void> {
  if (report.status === "cancelled") return confirmCancelled(deps, boletoId);
  if (report.status === "payable") return requestDueDate(deps, boletoId, report.dueDate);
  const { amountCents, paymentId, paidOn } = report;
  await deps.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    const zone = boleto && (await records.invoiceCase(boleto.invoiceId))?.zone;
    if (paidOn > localDate(deps.clock.now(), zone ?? brasilia))
      throw new RegisterError("invalid", "paidOn", "esta data ainda não chegou");
    refuseOurs(boleto);
  });
  const externalId = `erp:${paymentId}`;
  await recordPayment(deps, { boletoId, amountCents, paidOn, externalId });
  const kept = await deps.storage.transaction((records) => records.payment(externalId));
  if (kept?.boletoId !== boletoId || kept.amountCents !== amountCents || kept.paidOn !== paidOn)
    throw new RegisterError("conflict", "paymentId", "este pagamento já foi informado com outros dados");
}

async function confirmCancelled({ storage, clock }: Deps, boletoId: string): Promise<void> {
  await storage.transaction(async (records) => {
    const now = clock.now();
    const known = await records.boleto(boletoId);
    refuseOurs(known);
    // The invoice is locked before the boleto, in the same order as for a payment.
    if (known) await records.invoiceCase(known.invoiceId, true);
    const boleto = await records.lockBoleto(boletoId);
    if (!boleto || boleto.status === "cancelled") return;
    if (boleto.status !== "cancelling" && boleto.status !== "payable")
      throw new RegisterError("conflict", "status", `o boleto está ${boleto.status}: não pode mais ser cancelado`);
    // Its own system cancelled the boleto without being asked by us, so both changes of the status are made at once.
    if (boleto.status === "payable") await records.changeBoleto(boletoId, { status: "cancelling" });
    await records.changeBoleto(boletoId, { status: "cancelled", closedAt: now });
    await records.addEvent("boleto.cancelled", { boletoId }, now);
  });
}

function refuseOurs(boleto: { bankWalletId?: string } | undefined): void {
  if (boleto?.bankWalletId !== undefined)
    throw new RegisterError(
      "conflict",
      "status",
      "este boleto foi feito aqui: o próprio banco dele diz o que aconteceu",
    );
}
