import type { BoletoStatus } from "../../boleto/boleto-status.ts";
import type { TitlePlan } from "../../cnab240/plan-title.ts";
import type { ReturnTitle } from "../../cnab240/return-title.ts";
import type { Records } from "../../ports.ts";
import { cancelLiving } from "../boletos/cancel-living.ts";
import { moveDueDate } from "../boletos/move-due-date.ts";
import { settleRegistrationIn } from "../boletos/settle-registration.ts";
import type { Deps } from "../deps.ts";
import { recordPaymentIn } from "../payments/record-payment.ts";

/** A title of a return file that matches one of our boletos, and the plan for it. */
export interface TitleToApply {
  title: ReturnTitle;
  boletoId: string;
  status: BoletoStatus;
  plan: TitlePlan;
  payment: string | undefined;
}

/** Carries out the plan for a title, inside the file's transaction. */
export async function applyTitle(
  deps: Deps,
  records: Records,
  { title, boletoId, status, plan, payment }: TitleToApply,
): Promise<void> {
  const now = deps.clock.now();
  const reason = [title.movement.words, ...title.reasons].join("; ");
  const recordReport = () =>
    records.addEvent(
      "boleto.bank-reported",
      { boletoId, movement: title.code, words: title.movement.words, reasons: title.reasons },
      now,
    );
  switch (plan.does) {
    case "register":
      return settleRegistrationIn(records, deps, boletoId, { kind: "registered" });
    case "reject":
      return settleRegistrationIn(records, deps, boletoId, { kind: "refused", reason });
    case "pay":
      if (!title.occurredOn || payment === undefined) return;
      return recordPaymentIn(records, deps, {
        boletoId,
        amountCents: title.paidCents,
        paidOn: title.occurredOn,
        externalId: payment,
      });
    case "cancel":
      // Cancelled by the bank without our request: both status changes in one step.
      if (status !== "cancelling") await records.changeBoleto(boletoId, { status: "cancelling" });
      await records.changeBoleto(boletoId, { status: "cancelled", closedAt: now, bankReason: reason });
      return records.addEvent("boleto.cancelled", { boletoId }, now);
    case "cancel-again":
      // The baixa of before may have come too early for the bank: it goes into the next remessa again.
      await records.files.instructionAnswered(boletoId, "02", now);
      await cancelLiving(records, { id: boletoId }, now);
      return records.addEvent("boleto.open-at-bank", { boletoId, bankCode: title.bankCode }, now);
    case "expire":
      await records.changeBoleto(boletoId, { status: "expired", closedAt: now, bankReason: reason });
      return records.addEvent("boleto.expired", { boletoId }, now);
    case "move-due-date":
      return moveDueDate(records, boletoId, now);
    case "instruction-refused":
      await records.files.instructionAnswered(boletoId, status === "cancelling" ? "02" : "06", now);
      if (status !== "cancelling") await records.files.askDueDate(boletoId, undefined);
      return recordReport();
    case "tell":
      return recordReport();
    case "nothing":
      return;
  }
}
