import { addDays, daysBetween, type IsoDate, isoDate } from "../billing/calendar/iso-date.ts";

const base = isoDate("1997-10-07");
const firstFactor = 1000;
const lastFactor = 9999;
const cycleDays = lastFactor - firstFactor + 1;
const windowBackDays = 3000;
const windowAheadDays = 5500;

/**
 * Encodes a due date as the four digits in the bar code (fator de vencimento). They count the days since 7 October 1997
 * up to 9999 on 21 February 2025, and start again from 1000 on 22 February 2025, which repeats every 9000 days. Returns
 * undefined for days up to 7 October 1997, which have no such number.
 * Source: Banco do Brasil, Especificações Técnicas para Confecção de Boleto (Jan 2016), annex IV.
 */
export function encodeFatorVencimento(dueDate: IsoDate): string | undefined {
  const days = daysBetween(base, dueDate);
  if (days < 1) return undefined;
  const factor = days <= lastFactor ? days : firstFactor + ((days - firstFactor) % cycleDays);
  return String(factor).padStart(4, "0");
}

/**
 * Decodes a fator de vencimento to the only due date that it can mean from 3000 days before today to 5500 days after.
 * Returns undefined for the 499 numbers of each cycle that mean no day in that time, for "0000" (no due date), and for
 * anything but four digits.
 */
export function decodeFatorVencimento(factor: string, today: IsoDate): IsoDate | undefined {
  if (!/^\d{4}$/.test(factor) || factor === "0000") return undefined;
  const earliest = daysBetween(base, today) - windowBackDays;
  const latest = daysBetween(base, today) + windowAheadDays;
  let days = Number(factor);
  // Numbers below 1000 exist only in the first cycle.
  if (days >= firstFactor && days < earliest) days += Math.ceil((earliest - days) / cycleDays) * cycleDays;
  return days >= earliest && days <= latest ? addDays(base, days) : undefined;
}
