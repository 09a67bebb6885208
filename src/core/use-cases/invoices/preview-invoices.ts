import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { type PlannedInvoice, planInvoices, type SkippedMonth } from "../../billing/invoices/plan-invoices.ts";
import type { ContractToBill } from "../../records/invoice-records.ts";
import type { Deps } from "../deps.ts";

/** The invoices and the skipped months of one contract in the next runs. */
export interface BillPreview {
  contract: ContractToBill;
  planned: PlannedInvoice[];
  skipped: SkippedMonth[];
}

/**
 * Returns, contract by contract, what the runs from now until a day would make and skip; stores nothing. At most `most`
 * contracts are read; `next` is the cursor of the next page.
 */
export async function previewInvoices(
  { storage, clock }: Pick<Deps, "storage" | "clock">,
  { until, after, most = 5000 }: { until: IsoDate; after?: string; most?: number },
): Promise<{ bills: BillPreview[]; next?: string }> {
  const { place } = await storage.provider();
  const today = localDate(clock.now(), place.zone);
  const page = await storage.contractsToBill(today, { limit: most, ...(after !== undefined && { after }) });
  const bills = page.map((contract) => ({
    contract,
    ...planInvoices(contract.plan, contract.known, { today, until }),
  }));
  const last = page.at(-1);
  return {
    bills: bills.filter(({ planned, skipped }) => planned.length + skipped.length > 0),
    ...(page.length === most && last && { next: last.id }),
  };
}
