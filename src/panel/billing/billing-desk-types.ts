import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { SkipReason } from "../../core/billing/invoices/plan-invoices.ts";
import type { Author } from "../../core/operator/author.ts";

/** A day on which invoices were made here. */
export interface BillingDay {
  day: IsoDate;
  made: number;
  cents: number;
  skipped: number;
}

/** What became of one contract's month. */
export interface BillingLine {
  contract: string;
  subscriber: string;
  /** The month of use, `YYYY-MM`. */
  competence: string;
  invoice?: { id: string; externalId: string; amountCents: number; dueDate: IsoDate };
  skipped?: SkipReason;
}

/** Faturamento automático: what the runs did. */
export interface BillingDesk {
  /** How many contracts are billed here. */
  contracts(): Promise<number>;
  /** Newest first. */
  days(limit: number): Promise<BillingDay[]>;
  /** What was skipped that day and what was made, at most so many of each. */
  report(day: IsoDate, limit: number): Promise<BillingLine[]>;
  /** Somebody changed how a contract is billed: for the log. */
  changed(contract: string, by: Author): Promise<void>;
}
