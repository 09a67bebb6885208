import { z } from "zod";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";

/** Converts cents to reais, as banks write amounts in JSON. */
export const reais = (cents: number): number => cents / 100;

/** Parses reais, a number or "123.45", to cents. */
export const centsOfReais = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .transform((given) => Math.round(given * 100));

/**
 * Returns juros in percent a month, for banks that take no other unit. An amount a day is converted and rounded down to
 * two places, so that thirty days never cost more than agreed.
 */
export function monthlyPercent({
  jurosBasisPointsMonth = 0,
  jurosPerDayCents,
  amountCents,
}: Pick<BoletoRecord, "jurosBasisPointsMonth" | "jurosPerDayCents" | "amountCents">): number {
  const basisPoints = jurosBasisPointsMonth || Math.floor((jurosPerDayCents * 30 * 10_000) / amountCents);
  return basisPoints / 100;
}
