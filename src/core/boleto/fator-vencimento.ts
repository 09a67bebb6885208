import { addDays, daysBetween, type IsoDate, isoDate } from "../billing/calendar/iso-date.ts";

const base = isoDate("1997-10-07");
const firstFactor = 1000;
const lastFactor = 9999;
const cycleDays = lastFactor - firstFactor + 1;
const windowBackDays = 3000;
const windowAheadDays = 5500;

/**
 * Encodes a due date as the four digits in the bar code: days since 1997-10-07 up to 9999 (2025-02-21), then again from
 * 1000 (2025-02-22), repeating every 9000 days. Undefined up to the base day, which has no factor of its own.
 * Source: Banco do Brasil, Especificações Técnicas para Confecção de Boleto (Jan 2016), annex IV.
 */
export function encodeFatorVencimento(dueDate: IsoDate): string | undefined {
  const days = daysBetween(base, dueDate);
  if (days < 1) return undefined;
  const factor = days <= lastFactor ? days : firstFactor + ((days - firstFactor) % cycleDays);
  return String(factor).padStart(4, "0");
}

/**
 * Decodes a factor to the only due date from 3000 days before today to 5500 days after. Undefined for the 499 factors
 * of each cycle that have no date in that range, for "0000" (no due date) and unless the factor is four digits.
 */
export function decodeFatorVencimento(factor: string, today: IsoDate): IsoDate | undefined {
  if (!/^\d{4}$/.test(factor) || factor === "0000") return undefined;
  const earliest = daysBetween(base, today) - windowBackDays;
  const latest = daysBetween(base, today) + windowAheadDays;
  let days = Number(factor);
  // Factors below 1000 exist only in the first cycle.
  if (days >= firstFactor && days < earliest) days += Math.ceil((earliest - days) / cycleDays) * cycleDays;
  return days >= earliest && days <= latest ? addDays(base, days) : undefined;
}
