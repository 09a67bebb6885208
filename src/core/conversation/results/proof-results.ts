import { atStart } from "../anywhere.ts";
import {
  codeOver,
  codeSent,
  codesLimited,
  codeWrong,
  digitsOver,
  digitsWrong,
  triesLimited,
} from "../replies-identity.ts";
import type { State } from "../state.ts";
import type { Move, OnResult } from "../step.ts";

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
