import type * as z from "zod";
import type { Refusal } from "./refusal.ts";

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
