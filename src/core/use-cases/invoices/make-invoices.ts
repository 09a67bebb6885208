import { localDate } from "../../billing/calendar/local-time.ts";
import { planInvoices } from "../../billing/invoices/plan-invoices.ts";
import type { Deps } from "../deps.ts";

/**
 * Morning job: makes the invoices of the contracts that are billed here. Each month of use is billed once, however
 * often the job runs. Returns how many invoices were made and how many months were skipped.
 */
export async function makeInvoices(
  { storage, clock }: Pick<Deps, "storage" | "clock">,
  pageSize = 500,
): Promise<{ made: number; skipped: number }> {
  const now = clock.now();
  const today = localDate(now);
  const total = { made: 0, skipped: 0 };
  let after: string | undefined;
  do {
    const page = await storage.contractsToBill(today, { limit: pageSize, ...(after !== undefined && { after }) });
    const bills = page.map(({ id: contractId, plan, known }) => ({
      contractId,
      ...planInvoices(plan, known, { today }),
    }));
    if (bills.some(({ planned, skipped }) => planned.length + skipped.length > 0))
      total.made += await storage.enterInvoices({ today, now, bills });
    total.skipped += bills.reduce((sum, { skipped }) => sum + skipped.length, 0);
    after = page.length < pageSize ? undefined : page.at(-1)?.id;
  } while (after !== undefined);
  return total;
}
