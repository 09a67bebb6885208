import type * as z from "zod";

/** Why an input is refused: the field that is wrong, and a sentence in Portuguese for whoever entered it. */
export interface Refusal {
  field: string;
  message: string;
}

/** A failed result. */
export interface Refused {
  ok: false;
  error: Refusal;
}

export function refuse(field: string, message: string): Refused {
  return { ok: false, error: { field, message } };
}

/**
 * Converts an issue of a schema to a refusal. `whole` is the field that is named if the issue concerns the whole input.
 */
export function refusalOf(issue: z.core.$ZodIssue, whole: string): Refusal {
  if (issue.code === "unrecognized_keys")
    return {
      field: issue.keys[0] ?? whole,
      message: "Este campo não existe neste banco.",
    };
  const [field] = issue.path;
  return field === undefined
    ? { field: whole, message: "São esperados os campos com seus valores." }
    : { field: String(field), message: issue.message };
}
