import type { State, StateOf } from "./state.ts";
import type { Context, Effect, Reply, Result } from "./turn.ts";
import type { Understood } from "./understand.ts";

/** The result of one input: the next state, replies and effects. */
export interface Move {
  state: State;
  replies?: readonly Reply[];
  effects?: readonly Effect[];
  /** True if what was asked for is on the screen already. */
  isRepeat?: boolean;
  /** True if the session ends. */
  ends?: boolean;
}

/**
 * Reads what a person wrote in answer to a step. Returns undefined if that is left to the intents that work in every
 * step.
 */
export type Step<S extends State["step"]> = (state: StateOf<S>, said: Understood, context: Context) => Move | undefined;

/** Returns the question of a step, to ask it again. */
export type Repeat<S extends State["step"]> = (state: StateOf<S>, context: Context) => Reply;

/** Continues the conversation with the result of an effect. */
export type OnResult<K extends Result["kind"]> = (
  state: State,
  result: Extract<Result, { kind: K }>,
  context: Context,
) => Move;
