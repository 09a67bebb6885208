import type { Account } from "../identity/access.ts";
import type { Provider, TurnRecords } from "../ports.ts";
import type { Deps } from "./deps.ts";

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
