import { describe, expect, it } from "vitest";
import { createBatch } from "../../src/storage/create-batch.ts";

/** A batch whose runs end when they are told to. */
function held() {
  const runs: { items: readonly number[]; end(error?: Error): void }[] = [];
  const add = createBatch<number>(
    (items) =>
      new Promise<void>((resolve, reject) => {
        runs.push({ items, end: (error) => (error ? reject(error) : resolve()) });
      }),
  );
  return { runs, add };
}

describe("a batch", () => {
  it("runs alone at once, and joins what comes meanwhile into one next run", async () => {
    const { runs, add } = held();
    const first = add([1]);
    const second = add([2]);
    const third = add([3, 4]);
    expect(runs.map(({ items }) => items)).toEqual([[1]]);
    runs[0]?.end();
    await first;
    await new Promise(setImmediate);
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    runs[1]?.end();
    await Promise.all([second, third]);
    const alone = add([5]);
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5]]);
    runs[2]?.end();
    await alone;
  });

  it("fails only those whose run failed, and goes on after that", async () => {
    const { runs, add } = held();
    const first = add([1]);
    const second = add([2]);
    runs[0]?.end(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await new Promise(setImmediate);
    runs[1]?.end();
    await second;
    expect(runs.map(({ items }) => items)).toEqual([[1], [2]]);
  });

  it("keeps one run at a time, whatever the order in which calls come in", async () => {
    const { runs, add } = held();
    const all = [add([1]), add([2])];
    runs[0]?.end();
    await all[0];
    await new Promise(setImmediate);
    all.push(add([3]));
    expect(runs).toHaveLength(2);
    runs[1]?.end();
    await all[1];
    await new Promise(setImmediate);
    expect(runs.map(({ items }) => items)).toEqual([[1], [2], [3]]);
    runs[2]?.end();
    await Promise.all(all);
  });
});
