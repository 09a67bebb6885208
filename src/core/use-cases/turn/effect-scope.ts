import type { Effect, Result } from "../../conversation/turn.ts";
import type { Account } from "../../identity/access.ts";
import type { Provider, TurnRecords } from "../../ports.ts";
import type { ChatKeep } from "../../records/chat-records.ts";
import type { Deps } from "../deps.ts";

/** Outcome of an effect, and its changes to the chat. */
export interface EffectOutcome {
  result: Result;
  /** The bot stays silent until this time, for a human agent. */
  personUntil?: Date;
  /** Changes to what the chat keeps. */
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
  /** Absent for a stranger. An effect that proves an identity sets it for the effects that follow. */
  account: Account | undefined;
  /** The account that the first digits of the CPF or CNPJ would prove. */
  candidate: Account | undefined;
}
