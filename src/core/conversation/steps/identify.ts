import { findTaxId } from "../../billing/people/tax-id.ts";
import { spokenDigits } from "../../understanding/spoken-digits.ts";
import { notADocument, whoAreYou } from "../replies/identity.ts";
import type { Repeat, Step } from "../step.ts";

/** Reads a CPF or CNPJ. The answer is the same whether the number is known or not. */
export const identify: Step<"identify"> = (state, said) => {
  const taxId = findTaxId(said.text) ?? findTaxId(spokenDigits(said.text));
  if (taxId) return { state, effects: [{ kind: "request-code", document: taxId.value }] };
  if (/\d{6,}/.test(said.text.replace(/[\s./-]/g, ""))) return { state, replies: [notADocument] };
  return undefined;
};

/** Repeats the question who is writing. */
export const repeatIdentify: Repeat<"identify"> = (_, context) => whoAreYou(context);
