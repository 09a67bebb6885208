import { z } from "zod";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { centsOfReais } from "./money.ts";

// Optional fields of banks' answers. Banks leave fields out, write null for them, or an empty text. What cannot be read
// counts as absent, so that one odd field hides neither a charge that exists nor a whole list of other charges.

/** Makes a field optional. */
export const optional = <T extends z.ZodType>(field: T) => field.nullish().catch(undefined);

/** A text, or a number that the bank means as one. */
export const text = optional(z.union([z.string(), z.number()]).transform((given) => String(given).trim()));

/** A day, or a moment of which the day counts. */
export const day = optional(
  z
    .string()
    .transform((given) => given.slice(0, 10))
    .refine(isIsoDate),
);

/** An amount in reais, as cents. */
export const amount = optional(centsOfReais);

/** The list that a bank posts or the one thing in its place. */
export const listOf = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given]);
