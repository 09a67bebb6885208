import type { PutOutcome } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource, ResourceName } from "../../core/register/schemas.ts";
import type { Transaction } from "../../database/sql.ts";
import type { EnqueueIn } from "../records/create-records.ts";

/** What a put works with. */
export interface Putting {
  now: Date;
  enqueue: EnqueueIn;
  /**
   * True as long as no locks are held. An entry that would change a row which a turn may lock must then answer "later".
   */
  isFirstPass: boolean;
}

/** The result of one entry. */
export type PutResult = PutOutcome | RegisterError | "later";

/** Puts entries of one resource in which each id occurs once. The existing rows are read for all entries together. */
export type PutAll<R extends ResourceName> = (
  tx: Transaction,
  entries: readonly { id: string; value: Resource<R> }[],
  putting: Putting,
) => Promise<PutResult[]>;

/** What to do about an entry: nothing, put it later, insert a row, or change a row. */
type Decision<Row, Change> = "same" | "later" | { create: Row } | { change: Change };

/**
 * Decides about each entry, in order, then inserts and changes all rows together. If deciding throws a RegisterError,
 * that is the result of the entry.
 */
export async function putEach<E, Row, Change = never>(
  entries: readonly E[],
  decide: (entry: E) => Decision<Row, Change>,
  { enter, change }: { enter(rows: Row[]): Promise<unknown>; change?(changes: Change[]): Promise<unknown> },
): Promise<PutResult[]> {
  const rows: Row[] = [];
  const changes: Change[] = [];
  const results: PutResult[] = [];
  for (const entry of entries) {
    try {
      const decision = decide(entry);
      if (typeof decision === "string") results.push(decision);
      else if ("create" in decision) {
        rows.push(decision.create);
        results.push("created");
      } else {
        changes.push(decision.change);
        results.push("changed");
      }
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error;
      results.push(error);
    }
  }
  if (rows.length > 0) await enter(rows);
  if (changes.length > 0) await change?.(changes);
  return results;
}
