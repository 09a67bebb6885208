import type { Effect, Result } from "../conversation/turn.ts";
import type { Account } from "../identity/access.ts";
import type { ChatKeep } from "../records.ts";
import type { EffectScope } from "./effect-scope.ts";

/** What came of an effect, and until when the bot is to be silent. */
export interface Ran {
  result: Result;
  personUntil?: Date;
  /** What the chat is to know from now on. */
  keep?: ChatKeep;
  /** Who was proven by it; null where nobody is any more. */
  account?: Account | null;
}

/** Runs one kind of effect inside the turn's transaction. */
export type Runner<K extends Effect["kind"]> = (
  effect: Extract<Effect, { kind: K }>,
  now: Date,
  scope: EffectScope,
) => Promise<Ran>;
