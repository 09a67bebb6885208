import type * as z from "zod";

/** Reason for refusing an input: the field at fault and a sentence in Portuguese for the person who entered it. */
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

/** Converts a schema's issue to a refusal. `whole` is the field to name if the issue concerns the input as a whole. */
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
