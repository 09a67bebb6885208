import { setImmediate } from "node:timers/promises";

/** A larger batch saves nothing more, and delays the next one. */
const maxItems = 200;

interface Call<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Returns a function that combines the calls made during a run into the next run. Without load, a call runs at once;
 * under load, many calls share one statement and one commit. `run` returns one result for each item, in order. If a run
 * of several items fails, each item is run again alone, so that one bad item does not fail the others; `run` must
 * therefore be atomic and repeatable.
 */
export function createBatcher<Item, Result>(
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
    // Callers that were answered together usually call again together. Waiting for one turn of the event loop lets all
    // of them join the next run.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) await settle(waiting.splice(0, maxItems));
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
