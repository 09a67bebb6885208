import { localDate } from "../../billing/calendar/local-time.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import { planInvoices } from "../../billing/invoices/plan-invoices.ts";
import type { Deps } from "../deps.ts";

/**
 * Morning job: makes the invoices of the contracts that are billed here. Each month of use is billed once, however
 * often the job runs. Returns how many invoices were made and how many months were skipped.
 */
export async function makeInvoices(
  deps: Pick<Deps, "storage" | "clock">,
  pageSize = 500,
  zones?: readonly Zone[],
): Promise<{ made: number; skipped: number }> {
  const total = { made: 0, skipped: 0 };
  for (const zone of zones ?? (await deps.storage.zonesInUse())) {
    const { made, skipped } = await makeIn(deps, zone, pageSize);
    total.made += made;
    total.skipped += skipped;
  }
  return total;
}

async function makeIn({ storage, clock }: Pick<Deps, "storage" | "clock">, zone: Zone, pageSize: number) {
  const now = clock.now();
  const today = localDate(now, zone);
  const total = { made: 0, skipped: 0 };
  let after: string | undefined;
  do {
    const page = await storage.contractsToBill(today, { zone, limit: pageSize, ...(after !== undefined && { after }) });
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
