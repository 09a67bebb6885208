import { setImmediate } from "node:timers/promises";

/** More than this in one statement gains nothing, and holds up what comes after it. */
const most = 200;

interface Call<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Joins what is asked for while a run is on its way into the next one: alone a call goes at once, under load many
 * share one statement and one commit. A run gives a result for each item, in their order. Where a run of many fails,
 * each of them is run by itself, so that nobody fails for somebody else's sake: a run must be all or nothing, and may
 * come twice.
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
    // Those that a run before has answered come back together: the first of them waits for the others' moment.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) await settle(waiting.splice(0, most));
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
