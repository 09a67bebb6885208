import { parseTaxId } from "../../billing/tax-id.ts";
import { notADocument, whoAreYou } from "../replies.ts";
import type { Repeat, Step } from "../step.ts";

/** A stranger is asked for the CPF or CNPJ; any valid one leads to a person, known or not. */
export const identify: Step<"identify"> = (state, said) => {
  if (parseTaxId(said.text)) return { state, effects: [{ kind: "hand-over", subject: "identificação" }] };
  if (/\d{6,}/.test(said.text.replace(/[\s./-]/g, ""))) return { state, replies: [notADocument] };
  return undefined;
};

/** Who are you? */
export const repeatIdentify: Repeat<"identify"> = (_, context) => whoAreYou(context);
