import type { State, StateOf } from "./state.ts";
import type { Context, Effect, Reply, Result } from "./turn.ts";
import type { Understood } from "./understand.ts";

/** One move of the dialog. */
export interface Move {
  state: State;
  replies?: readonly Reply[];
  effects?: readonly Effect[];
  /** The session is over. */
  ends?: boolean;
}

/** How a step reads what a person wrote; undefined leaves it to the phrases that work everywhere. */
export type Step<S extends State["step"]> = (state: StateOf<S>, said: Understood, context: Context) => Move | undefined;

/** How a step says its question again. */
export type Repeat<S extends State["step"]> = (state: StateOf<S>, context: Context) => Reply;

/** How the talk goes on after an effect was run. */
export type OnResult<K extends Result["kind"]> = (
  state: State,
  result: Extract<Result, { kind: K }>,
  context: Context,
) => Move;
