import { parseTaxId } from "../../billing/people/tax-id.ts";
import { codeRules } from "../../identity/code-rules.ts";
import { atStart } from "../anywhere.ts";
import {
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

/** The code that was sent; or the document once more, for another code. */
export const enterCode: Step<"enter-code"> = (state, said, context) => {
  const taxId = parseTaxId(said.text);
  if (taxId) return { state, effects: [{ kind: "request-code", document: taxId.value }] };
  if (said.intent === "back" || said.intent === "menu")
    return { state: { step: "identify", list: state.list, misunderstood: 0 }, replies: [whoAreYou(context)] };
  const code = codeIn(said.text);
  if (code !== undefined) return { state, effects: [{ kind: "check-code", code }] };
  return /\d{9,}/.test(said.text.replace(/[\s./-]/g, "")) ? { state, replies: [notADocument] } : undefined;
};

/** Six digits, however they are written; the whole message with the code may have been passed on. */
function codeIn(text: string): string | undefined {
  const joined = text.normalize("NFKC").replace(/(?<=\d)[\s.-](?=\d)/g, "");
  const found = [...joined.matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .filter(({ length }) => length === codeRules.digits);
  return found.length === 1 ? found[0] : undefined;
}

/** What is waited for. */
export const repeatEnterCode: Repeat<"enter-code"> = () => typeCode;

const identified = (state: State): Move => ({
  state: atStart(state),
  effects: [{ kind: "list-invoices", purpose: "greet" }],
});
const at = (step: "identify" | "enter-code" | "confirm-digits", { list }: State): State => ({
  step,
  list,
  misunderstood: 0,
});
const callPerson = { kind: "hand-over", subject: "identificação" } as const;

/** A code is on its way, perhaps; where none can be sent, a person finds out who writes. */
export const codeRequested: OnResult<"code-requested"> = (state, { document, outcome }, { now }) => {
  if (outcome.kind === "off") return { state: at("identify", state), effects: [callPerson] };
  if (outcome.kind === "limited") return { state: at("identify", state), replies: [codesLimited(outcome.until, now)] };
  return { state: at("enter-code", state), replies: [codeSent(document)] };
};

/** The code was right, or was not. */
export const codeChecked: OnResult<"code-checked"> = (state, { outcome }, { now }) => {
  if (outcome.kind === "right") return identified(state);
  if (outcome.kind === "wrong") return { state: at("enter-code", state), replies: [codeWrong(outcome.triesLeft)] };
  if (outcome.kind === "over") return { state: at("identify", state), replies: [codeOver] };
  return { state: at("enter-code", state), replies: [triesLimited(outcome.until, now)] };
};

/** The first digits were right, or were not; after the third time a person has to see. */
export const digitsChecked: OnResult<"digits-checked"> = (state, { outcome }, { now }) => {
  if (outcome.kind === "right") return identified(state);
  if (outcome.kind === "limited")
    return { state: at("confirm-digits", state), replies: [triesLimited(outcome.until, now)] };
  if (outcome.triesLeft > 0) return { state: at("confirm-digits", state), replies: [digitsWrong(outcome.triesLeft)] };
  return { state: at("confirm-digits", state), replies: [digitsOver], effects: [callPerson] };
};
