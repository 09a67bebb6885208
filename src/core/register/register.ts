import type { Change } from "../operator/audit.ts";
import type { Author } from "../operator/author.ts";
import type { RegisterError } from "./register-error.ts";
import type { Resource, ResourceName } from "./schemas.ts";

/** What putting a resource changed. */
export type PutOutcome = "created" | "changed" | "same";

/** One thing to be put. */
export type Entry = { [R in ResourceName]: { resource: R; id: string; value: Resource<R> } }[ResourceName];

/** A page of a list; `next` is the cursor of the one after it. */
export interface RegisterPage {
  items: readonly Record<string, unknown>[];
  next?: string;
}

/** Subscribers, contracts, wallets, invoices and boletos, as the provider's system hands them in. */
export interface Register {
  /**
   * Puts all or nothing, in order; what is there already stays as it is. `dryRun` changes nothing. `onEach` hears of
   * every entry, also of those that do not fit; throws the first RegisterError in the end.
   */
  put(
    entries: readonly Entry[],
    options: {
      now: Date;
      dryRun?: boolean;
      onEach?: (result: PutOutcome | RegisterError, index: number) => void;
      /** For the log of changes, where anything changed. */
      log?: { by: Author; change: Change };
    },
  ): Promise<PutOutcome[]>;
  get(resource: ResourceName, id: string): Promise<Record<string, unknown> | undefined>;
  /** Those of the provider's system's ids that there are. */
  getMany(resource: ResourceName, ids: readonly string[]): Promise<ReadonlyMap<string, Record<string, unknown>>>;
  list(resource: ResourceName, after: string | undefined, limit: number): Promise<RegisterPage>;
  /** Open invoices without a boleto follow the new wallet; boletos already issued stay. `by`: for the log of changes. */
  linkWallet(contractId: string, walletId: string, now: Date, by?: Author): Promise<Record<string, unknown>>;
  /** What happened after a cursor; never skips what was committed late. */
  events(after: string | undefined, limit: number): Promise<RegisterPage>;
}
