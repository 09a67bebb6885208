import type { Bill } from "./people.ts";

// A reckoning of its own, by domain.md and a calendar on paper: nothing here comes from src.

const dayMs = 86_400_000;
/** 2026: Finados, República, Consciência Negra, Natal, and the last banking day of the year; 2027: Ano-Novo. */
const holidays = ["2026-10-12", "2026-11-02", "2026-11-15", "2026-11-20", "2026-12-25", "2026-12-31", "2027-01-01"];

const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);
/** The calendar day so many days later. */
export const plusDays = (day: string, days: number) => new Date(moment(day) + days * dayMs).toISOString().slice(0, 10);
const isBusinessDay = (day: string) => ![0, 6].includes(new Date(moment(day)).getUTCDay()) && !holidays.includes(day);

/** What the bill's multa and juros are on a day: 2 % once, 1 % in 30 days; nothing before a business day was missed. */
export function chargesOf(bill: Bill, day: string): { multa: number; juros: number } {
  let last = bill.due;
  while (!isBusinessDay(last)) last = plusDays(last, 1);
  if (day <= last) return { multa: 0, juros: 0 };
  const days = Math.round((moment(day) - moment(bill.due)) / dayMs);
  return { multa: Math.floor((bill.cents * 2 + 50) / 100), juros: Math.floor((bill.cents * days + 1500) / 3000) };
}

/**
 * What a boleto of the bill that is due on a day has to ask for. Asked for in time, on the bill's own day too, but too
 * late for the bank, it is due on the next business day and costs nothing more.
 */
export function totalOf(bill: Bill, { due, askedOn }: { due: string; askedOn: string }): number {
  const inTime = chargesOf(bill, askedOn).multa === 0;
  let next = plusDays(askedOn, 1);
  while (!isBusinessDay(next)) next = plusDays(next, 1);
  if (inTime && due <= next) return bill.cents;
  const { multa, juros } = chargesOf(bill, due);
  return bill.cents + multa + juros;
}

/** What the paying bank asks for on a day, by what was registered with a boleto. */
export function askedOn(
  boleto: {
    cents: number;
    due: string;
    multaBasisPoints: number;
    jurosPerDayCents: number;
    jurosBasisPointsMonth: number;
  },
  day: string,
): number {
  const { cents, due, multaBasisPoints, jurosPerDayCents, jurosBasisPointsMonth } = boleto;
  let last = due;
  while (!isBusinessDay(last)) last = plusDays(last, 1);
  if (day <= last) return cents;
  const days = Math.round((moment(day) - moment(due)) / dayMs);
  const multa = Math.floor((cents * multaBasisPoints + 5000) / 10_000);
  return (
    cents + multa + jurosPerDayCents * days + Math.floor((cents * jurosBasisPointsMonth * days + 150_000) / 300_000)
  );
}

/** Every amount that may be said of a bill from a day on, until a fortnight after. */
export function amountsOf(bill: Bill, from: string): Set<number> {
  const amounts = new Set([bill.cents, bill.cents - (bill.discountCents ?? 0)]);
  // As the paying bank counts from a registered boleto: juros by day, rounded down.
  const perDay = Math.floor(bill.cents / 3000);
  for (let ahead = -1; ahead <= 14; ahead++) {
    const day = plusDays(from, ahead);
    const { multa, juros } = chargesOf(bill, day);
    const total = bill.cents + multa + juros;
    for (const amount of [multa, juros, total]) amounts.add(amount);
    if (multa > 0) amounts.add(bill.cents + multa + perDay * Math.round((moment(day) - moment(bill.due)) / dayMs));
  }
  return amounts;
}

/** What a line of 47 digits asks for, and by when: read by the layout that FEBRABAN prints. */
export function readLine(line: string): { cents: number; due: string } {
  const factor = Number(line.slice(33, 37));
  return { cents: Number(line.slice(37)), due: plusDays("2025-02-22", factor - 1000) };
}
