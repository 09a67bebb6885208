import { findTaxId, parseTaxId } from "../../billing/people/tax-id.ts";
import { codeRules } from "../../identity/code-rules.ts";
import { atStart } from "../anywhere.ts";
import {
  askDigits,
  codeOver,
  codeSent,
  codesLimited,
  codeWrong,
  digitsOver,
  digitsWrong,
  notADocument,
  triesLimited,
  typeCode,
  whoAreYou,
} from "../replies/identity.ts";
import type { State } from "../state.ts";
import type { Move, OnResult, Repeat, Step } from "../step.ts";

/** Reads the code; or the CPF or CNPJ, which asks for another code. */
export const enterCode: Step<"enter-code"> = (state, said, context) => {
  const taxId = parseTaxId(said.text);
  if (taxId) return { state, effects: [{ kind: "request-code", document: taxId.value }] };
  if (said.intent === "back" || said.intent === "menu")
    return { state: { step: "identify", list: state.list, misunderstood: 0 }, replies: [whoAreYou(context)] };
  const code = findCode(said.text);
  if (code !== undefined) return { state, effects: [{ kind: "check-code", code }] };
  const named = findTaxId(said.text);
  if (named) return { state, effects: [{ kind: "request-code", document: named.value }] };
  return /\d{9,}/.test(said.text.replace(/[\s./-]/g, "")) ? { state, replies: [notADocument] } : undefined;
};

/**
 * Returns six digits, however they are written. The person may have forwarded the whole message that contains the code.
 */
function findCode(text: string): string | undefined {
  const joined = text.normalize("NFKC").replace(/(?<=\d)[\s.-](?=\d)/g, "");
  const found = [...joined.matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .filter(({ length }) => length === codeRules.digits);
  return found.length === 1 ? found[0] : undefined;
}

/** Asks for the code again. */
export const repeatEnterCode: Repeat<"enter-code"> = () => typeCode;

const identified = (state: State): Move => ({
  state: atStart(state),
  effects: [{ kind: "list-invoices", purpose: "greet" }],
});
const atStep = (step: "identify" | "enter-code" | "confirm-digits", { list }: State): State => ({
  step,
  list,
  misunderstood: 0,
});
const callPerson = { kind: "hand-over", subject: "identificação" } as const;

/** Says that a code was sent if the document is known. If codes cannot be sent at all, calls a human agent. */
export const codeRequested: OnResult<"code-requested"> = (state, { document, outcome }, { now }) => {
  if (outcome.kind === "off") return { state: atStep("identify", state), effects: [callPerson] };
  if (outcome.kind === "limited")
    return { state: atStep("identify", state), replies: [codesLimited(outcome.until, now)] };
  return { state: atStep("enter-code", state), replies: [codeSent(document)] };
};

/** Lists the invoices after a right code. After a wrong one, says how many attempts are left. */
export const codeChecked: OnResult<"code-checked"> = (state, { outcome }, { now }) => {
  if (outcome.kind === "right") return identified(state);
  if (outcome.kind === "wrong") return { state: atStep("enter-code", state), replies: [codeWrong(outcome.triesLeft)] };
  if (outcome.kind === "over") return { state: atStep("identify", state), replies: [codeOver] };
  return { state: atStep("enter-code", state), replies: [triesLimited(outcome.until, now)] };
};

/** Lists the invoices after the right digits. After the last wrong attempt, calls a human agent. */
export const digitsChecked: OnResult<"digits-checked"> = (state, { outcome }, context) => {
  const { now } = context;
  if (outcome.kind === "right") return identified(state);
  if (outcome.kind === "a-word") return { state: atStep("confirm-digits", state), replies: [askDigits(context)] };
  if (outcome.kind === "limited")
    return { state: atStep("confirm-digits", state), replies: [triesLimited(outcome.until, now)] };
  if (outcome.triesLeft > 0)
    return { state: atStep("confirm-digits", state), replies: [digitsWrong(outcome.triesLeft)] };
  return { state: atStep("confirm-digits", state), replies: [digitsOver], effects: [callPerson] };
};
