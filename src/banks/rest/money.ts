import { z } from "zod";

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
