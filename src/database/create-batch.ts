import { setImmediate } from "node:timers/promises";

/** Larger batches gain nothing, and delay the next one. */
const maxItems = 200;

interface Call<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Combines calls that arrive while a run is in progress into the next run: without load a call runs at once, under load
 * many share one statement and one commit. A run returns one result for each item, in order. If a run of several items
 * fails, each is run again alone, so that one bad item does not fail the others; so a run must be atomic and
 * repeatable.
 */
export function createBatch<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  let busy = false;

  async function settle(calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await run(calls.map(({ item }) => item));
      for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (calls.length > 1) await Promise.all(calls.map((call) => settle([call])));
      else calls[0]?.reject(error);
    }
  }

  async function work(): Promise<void> {
    busy = true;
    // Callers that were answered together call again together: one turn of the event loop lets all of them join.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) await settle(waiting.splice(0, maxItems));
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
