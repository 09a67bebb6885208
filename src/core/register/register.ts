import type { Change } from "../operator/audit.ts";
import type { Author } from "../operator/author.ts";
import type { RegisterError } from "./register-error.ts";
import type { Resource, ResourceName } from "./schemas.ts";

/** Effect of putting a resource. */
export type PutOutcome = "created" | "changed" | "same";

/** A resource to be put, under its external id. */
export type Entry = { [R in ResourceName]: { resource: R; id: string; value: Resource<R> } }[ResourceName];

/** A page of a list. `next` is the cursor of the following page, absent on the last one. */
export interface RegisterPage {
  items: readonly Record<string, unknown>[];
  next?: string;
}

/** Subscribers, contracts, wallets, invoices and boletos, as sent by the provider's ERP. */
export interface Register {
  /**
   * Puts all entries in order, or none; identical ones are left untouched. `dryRun` changes nothing. `onEach` is called
   * for every entry, including rejected ones. Throws the first RegisterError, after all entries were checked.
   */
  put(
    entries: readonly Entry[],
    options: {
      now: Date;
      dryRun?: boolean;
      onEach?: (result: PutOutcome | RegisterError, index: number) => void;
      /** Entry for the audit log, written only if anything changed. */
      log?: { by: Author; change: Change };
    },
  ): Promise<PutOutcome[]>;
  get(resource: ResourceName, id: string): Promise<Record<string, unknown> | undefined>;
  /** Returns the resources that exist, by external id. */
  getMany(resource: ResourceName, ids: readonly string[]): Promise<ReadonlyMap<string, Record<string, unknown>>>;
  list(resource: ResourceName, after: string | undefined, limit: number): Promise<RegisterPage>;
  /**
   * Links a contract to a wallet. The new wallet applies to open invoices without a boleto; issued boletos stay. `by` is
   * the author for the audit log.
   */
  linkWallet(contractId: string, walletId: string, now: Date, by?: Author): Promise<Record<string, unknown>>;
  /** Events after a cursor. Never skips an event whose transaction committed late. */
  events(after: string | undefined, limit: number): Promise<RegisterPage>;
}
