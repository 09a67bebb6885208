import type { Change } from "../operator/audit.ts";
import type { Author } from "../operator/author.ts";
import type { RegisterError } from "./register-error.ts";
import type { Resource, ResourceName } from "./schemas.ts";

/** What putting a resource has done. */
export type PutOutcome = "created" | "changed" | "same";

/** A resource to put (create or change), with its external id. */
export type Entry = { [R in ResourceName]: { resource: R; id: string; value: Resource<R> } }[ResourceName];

/** A page of a list. `next` is the cursor of the next page; it is absent on the last one. */
export interface RegisterPage {
  items: readonly Record<string, unknown>[];
  next?: string;
}

/** Ids as a file has them: as texts, and those that are shortened numbers, by their digits and their length. */
export interface SimilarTo {
  texts: readonly string[];
  shortened: readonly { digits: string; length: number }[];
  /** True if some of them became dates: then all ids that a spreadsheet takes for dates are returned. */
  dates: boolean;
}

/** The subscribers, contracts, wallets, invoices and boletos that the provider's own system sends. */
export interface Register {
  /**
   * Puts all entries in order, or none of them. An entry that is equal to what is stored changes nothing. With
   * `dryRun`, nothing is stored. `onEach` is called for every entry, also for those that are refused. Throws the first
   * RegisterError, after all entries were checked.
   */
  put(
    entries: readonly Entry[],
    options: {
      now: Date;
      dryRun?: boolean;
      onEach?: (result: PutOutcome | RegisterError, index: number) => void;
      /** An entry for the audit log. It is written only if something has changed. */
      log?: { by: Author; change: Change };
    },
  ): Promise<PutOutcome[]>;
  get(resource: ResourceName, id: string): Promise<Record<string, unknown> | undefined>;
  /** Returns those of the resources with these external ids that exist. */
  getMany(resource: ResourceName, ids: readonly string[]): Promise<ReadonlyMap<string, Record<string, unknown>>>;
  /** Returns the subscribers that have one of these CPFs and CNPJs, normalised. */
  subscribersWith(documents: readonly string[]): Promise<readonly { id: string; document: string }[]>;
  /** Returns the ids that exist and that a spreadsheet may have turned into these. */
  similarIds(resource: ResourceName, given: SimilarTo): Promise<string[]>;
  list(resource: ResourceName, after: string | undefined, limit: number): Promise<RegisterPage>;
  /**
   * Links a contract to a wallet. Open invoices without a boleto follow the new wallet; boletos that are issued already
   * stay. `by` is the author for the audit log.
   */
  linkWallet(contractId: string, walletId: string, now: Date, by?: Author): Promise<Record<string, unknown>>;
  /** Returns the events after a cursor. No event is ever skipped, even if its transaction was committed late. */
  events(after: string | undefined, limit: number): Promise<RegisterPage>;
}
