import type { Provider, Records } from "../ports.ts";
import type { Deps } from "./deps.ts";

/** What an effect may use: the turn's own transaction, and whose turn it is. */
export interface EffectScope {
  deps: Deps;
  records: Records;
  provider: Provider;
  chatId: string;
  /** Absent for a stranger. */
  subscriberId: string | undefined;
}
