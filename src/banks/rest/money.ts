import { z } from "zod";

/** Cents as the reais that banks write in JSON. */
export const reais = (cents: number): number => cents / 100;

/** Reais as banks write them, a number or "123.45", as cents. */
export const centsOfReais = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .transform((given) => Math.round(given * 100));
