import { findTaxId } from "../../billing/people/tax-id.ts";
import { plainSigns } from "../../plain-signs.ts";
import { spokenDigits } from "../../understanding/spoken-digits.ts";
import { plainText } from "../plain-text.ts";
import { askDigits, whoAreYou } from "../replies/identity.ts";
import type { StateOf } from "../state.ts";
import type { Move, Repeat, Step } from "../step.ts";

const somebodyElse = ["outro", "outra", "outra pessoa", "nao sou eu", "nao", "nao e meu"];

/** Reads the first three characters of the CPF or CNPJ of the holder. The whole number is accepted as well. */
export const confirmDigits: Step<"confirm-digits"> = (state, said, context) => {
  if (somebodyElse.includes(plainText(said.text)))
    return {
      state: { step: "identify", list: state.list, misunderstood: 0 },
      replies: [whoAreYou({ ...context, unprovenBecause: "no-phone" })],
    };
  // Only the first line is read, because the signature of WhatsApp may follow.
  const [first = ""] = said.text.split(/\r?\n/);
  const typed = plainSigns(first)
    .replace(/[\s.*-]/g, "")
    .toUpperCase();
  const digits = findTaxId(said.text)?.value.slice(0, 3) ?? typed;
  if (!/^[0-9A-Z]{3}$/.test(digits)) return spokenThree(state, said.text);
  // A CNPJ may begin with three letters. A word that means something else, such as "pix", is not one of those.
  if (!/\d/.test(digits) && said.intent !== undefined) return undefined;
  return { state, effects: [{ kind: "check-digits", digits }] };
};

/** "Bom dia, 529", "os três primeiros são cinco, dois e nove". */
function spokenThree(state: StateOf<"confirm-digits">, text: string): Move | undefined {
  const digits = spokenDigits(text.replace(/tr[eê]s (?:primeir|n[uú]mer|d[ií]git)/giu, ""));
  return digits.length === 3 ? { state, effects: [{ kind: "check-digits", digits }] } : undefined;
}

/** Repeats the question. */
export const repeatConfirmDigits: Repeat<"confirm-digits"> = (_, context) => askDigits(context);
