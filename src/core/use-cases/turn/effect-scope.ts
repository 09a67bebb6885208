import type { Effect, Result } from "../../conversation/turn.ts";
import type { Account } from "../../identity/access.ts";
import type { Provider, TurnRecords } from "../../ports.ts";
import type { ChatKeep } from "../../records/chat-records.ts";
import type { Deps } from "../deps.ts";

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

/** What an effect may use: the turn's own transaction, and whose turn it is. */
export interface EffectScope {
  deps: Deps;
  records: TurnRecords;
  provider: Provider;
  chatId: string;
  /** Absent for a stranger; an effect that proves somebody enters it for those that follow. */
  account: Account | undefined;
  /** Who it would be with the first digits of the CPF. */
  candidate: Account | undefined;
}
