import type { Effect, Result } from "../../conversation/turn.ts";
import type { Account } from "../../identity/access.ts";
import type { Provider, TurnRecords } from "../../ports.ts";
import type { ChatKeep } from "../../records/chat-records.ts";
import type { Deps } from "../deps.ts";

/** The result of an effect, and what it changes about the chat. */
export interface EffectOutcome {
  result: Result;
  /** Until this time the bot does not answer, because a human agent was called. */
  personUntil?: Date;
  /** What the effect changes about the identification and the preferences of the chat. */
  keep?: ChatKeep;
  /** The account that the effect proved; null if the effect ended the proof. */
  account?: Account | null;
}

/** Runs one kind of effect. Whatever it writes is committed with the end of the turn. */
export type EffectRunner<K extends Effect["kind"]> = (
  effect: Extract<Effect, { kind: K }>,
  now: Date,
  scope: EffectScope,
) => Promise<EffectOutcome>;

/** What an effect works with: the turn's records, the chat and the person writing. */
export interface EffectScope {
  deps: Deps;
  records: TurnRecords;
  provider: Provider;
  chatId: string;
  /**
   * The proven account; absent for a stranger. An effect that proves an identity sets it for the effects that follow.
   */
  account: Account | undefined;
  /** The account that would be proven by the first digits of the CPF or CNPJ. */
  candidate: Account | undefined;
}
