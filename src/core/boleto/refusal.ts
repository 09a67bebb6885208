import type * as z from "zod";

/** Why something given to us was not taken: the field at fault and a sentence in Portuguese for whoever gave it. */
export interface Refusal {
  field: string;
  message: string;
}

/** The failed half of a result. */
export interface Refused {
  ok: false;
  error: Refusal;
}

/** A refusal as a result. */
export function refuse(field: string, message: string): Refused {
  return { ok: false, error: { field, message } };
}

/** What a schema complained about, as a refusal; `whole` is the field's name when it is the input altogether. */
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
