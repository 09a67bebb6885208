import { addDays, daysBetween, type IsoDate, isoDate } from "../billing/calendar/iso-date.ts";

const base = isoDate("1997-10-07");
const firstFactor = 1000;
const lastFactor = 9999;
const cycleDays = lastFactor - firstFactor + 1;
const windowBackDays = 3000;
const windowAheadDays = 5500;

/**
 * The four digits of a due date in the bar code: days since 1997-10-07 up to 9999 (2025-02-21), then over again from
 * 1000 (2025-02-22) every 9000 days. Undefined up to the base day, which has no factor of its own.
 * Source: Banco do Brasil, Especificações Técnicas para Confecção de Boleto (Jan 2016), annex IV.
 */
export function encodeFatorVencimento(dueDate: IsoDate): string | undefined {
  const days = daysBetween(base, dueDate);
  if (days < 1) return undefined;
  const factor = days <= lastFactor ? days : firstFactor + ((days - firstFactor) % cycleDays);
  return String(factor).padStart(4, "0");
}

/**
 * The due date that a factor means today: the only one at most 3000 days back and 5500 ahead. Undefined for the 499
 * factors of each cycle that mean nothing today, for "0000" (no due date) and for what is not four digits.
 */
export function decodeFatorVencimento(factor: string, today: IsoDate): IsoDate | undefined {
  if (!/^\d{4}$/.test(factor) || factor === "0000") return undefined;
  const earliest = daysBetween(base, today) - windowBackDays;
  const latest = daysBetween(base, today) + windowAheadDays;
  let days = Number(factor);
  // Factors below 1000 belong to the first cycle alone.
  if (days >= firstFactor && days < earliest) days += Math.ceil((earliest - days) / cycleDays) * cycleDays;
  return days >= earliest && days <= latest ? addDays(base, days) : undefined;
}
