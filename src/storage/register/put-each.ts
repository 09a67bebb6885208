import type { PutOutcome } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource, ResourceName } from "../../core/register/schemas.ts";
import type { Transaction } from "../../database/sql.ts";
import type { EnqueueIn } from "../records/create-records.ts";

/** When something is put, and the way to have a job done about it. */
export interface Putting {
  now: Date;
  enqueue: EnqueueIn;
  /** Only looks, without a lock, at what a turn may lock: what would change there is for later. */
  looks: boolean;
}

/** What came of one that was put. */
export type PutResult = PutOutcome | RegisterError | "later";

/** Puts many of one resource, each id once, reading what is there for all of them together. */
export type PutAll<R extends ResourceName> = (
  tx: Transaction,
  entries: readonly { id: string; value: Resource<R> }[],
  putting: Putting,
) => Promise<PutResult[]>;

/** What is to be done about one: nothing, a new row, a change. */
type Decision<Row, Change> = "same" | "later" | { create: Row } | { change: Change };

/** Decides about each, in order, then enters what is new and changes what changed. A refusal is that one's result. */
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
