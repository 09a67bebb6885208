import { parseTaxId } from "../../billing/people/tax-id.ts";
import { notADocument, whoAreYou } from "../replies/identity.ts";
import type { Repeat, Step } from "../step.ts";

/** Reads a CPF or CNPJ. Any valid one gets the same answer, known or not. */
export const identify: Step<"identify"> = (state, said) => {
  const taxId = parseTaxId(said.text);
  if (taxId) return { state, effects: [{ kind: "request-code", document: taxId.value }] };
  if (/\d{6,}/.test(said.text.replace(/[\s./-]/g, ""))) return { state, replies: [notADocument] };
  return undefined;
};

/** Asks for identification again. */
export const repeatIdentify: Repeat<"identify"> = (_, context) => whoAreYou(context);
