import type { Writable } from "node:stream";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { skipReasons } from "../../core/billing/invoices/plan-invoices.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { BillPreview } from "../../core/use-cases/invoices/preview-invoices.ts";

/** What the billing commands work with. */
export interface Billing {
  preview(page: { until: IsoDate; after?: string }): Promise<{ bills: BillPreview[]; next?: string }>;
  run(): Promise<{ made: number; skipped: number }>;
  output: Writable;
}

/**
 * Runs `faturabot billing preview`: prints each invoice that would be made until a day and, with the reason, each month
 * that would be skipped. Changes nothing.
 */
export async function runBillingPreview({ preview, output }: Billing, until: IsoDate): Promise<number> {
  let count = 0;
  let cents = 0;
  let after: string | undefined;
  do {
    const { bills, next } = await preview({ until, ...(after !== undefined && { after }) });
    for (const { contract, planned, skipped } of bills) {
      const who = `${contract.externalId} ${contract.subscriberName}`;
      for (const one of planned)
        output.write(
          `${fullDate(one.madeOn)} ${who}: ${one.description}, ${formatBrl(one.amountCents)}, vence ${fullDate(one.dueDate)}\n`,
        );
      for (const { competence, reason } of skipped)
        output.write(`pulada ${who}: ${competence}, ${skipReasons[reason]}\n`);
      count += planned.length;
      cents += planned.reduce((sum, { amountCents }) => sum + amountCents, 0);
    }
    after = next;
  } while (after !== undefined);
  output.write(`${count} faturas a gerar até ${fullDate(until)}, ${formatBrl(cents)}.\n`);
  return 0;
}

/**
 * Runs `faturabot billing run`: does at once what the morning job does each day, and makes the invoices whose day to be
 * made has come.
 */
export async function runBilling({ run, output }: Billing): Promise<number> {
  const { made, skipped } = await run();
  output.write(`${made} faturas geradas, ${skipped} meses pulados.\n`);
  return 0;
}
