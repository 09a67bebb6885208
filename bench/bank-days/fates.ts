import { addDays, type IsoDate } from "../../src/core/billing/calendar/iso-date.ts";
import type { PaidBy } from "./books.ts";

/** What becomes of an invoice. */
export type Fate =
  | "paid"
  | "paid less"
  | "paid less, then the rest"
  | "paid more"
  | "paid twice"
  | "switched, then paid"
  | "switched, the old one paid"
  | "switched, both paid"
  | "never paid";

/** When it is paid. */
export type PayDay = "before the due date" | "due date" | "last payable minute" | "next business day" | "after the end";

/** An invoice to be paid, and how. */
export interface Plan {
  cents: number;
  /** Days from the day of issue until it is due. */
  dueInDays: number;
  fate: Fate;
  by: PaidBy;
  payDay: PayDay;
  /** Minute of that day. */
  minute: number;
  /** What a payment is too little or too much by. */
  offCents: number;
}

const fates: readonly Fate[] = [
  "paid less",
  "paid less, then the rest",
  "paid more",
  "paid twice",
  "switched, then paid",
  "switched, the old one paid",
  "switched, both paid",
  "never paid",
];
const payDays: readonly PayDay[] = ["due date", "last payable minute", "next business day", "after the end"];
const ways: readonly PaidBy[] = ["here", "pix", "cheque", "bounced cheque", "taken back"];

/** Draws a plan: every fate but the usual one has twice the share of a fault, days and ways are spread evenly. */
export function drawPlan(random: () => number, share: number): Plan {
  const oneOf = <T>(list: readonly T[], each: number, usual: T): T => list[Math.floor(random() / each)] ?? usual;
  return {
    cents: 3000 + Math.floor(random() * 27_000),
    dueInDays: 1 + Math.floor(random() * 4),
    fate: oneOf(fates, share, "paid"),
    by: oneOf(ways, 0.1, "elsewhere"),
    payDay: oneOf(payDays, 0.15, "before the due date"),
    minute: Math.floor(random() * 24 * 60),
    offCents: 100 + Math.floor(random() * 1500),
  };
}

/** The moment of a local day and minute, in milliseconds. */
export const momentOf = (day: string, minute: number) => Date.parse(`${day}T00:00:00-03:00`) + minute * 60_000;

/** The banking days (Monday to Friday; the calendar of the run has no holidays) from a day on. */
export function bankingDays(from: IsoDate, count: number): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; days.length < count; day = addDays(day, 1)) if (isBankingDay(day)) days.push(day);
  return days;
}

export const isBankingDay = (day: IsoDate) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

export const nextBankingDay = (day: IsoDate): IsoDate => {
  const next = addDays(day, 1);
  return isBankingDay(next) ? next : nextBankingDay(next);
};
