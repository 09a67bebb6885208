import { describe, expect, it } from "vitest";
import { createBatch } from "../../src/storage/create-batch.ts";

/** A batch whose runs end when they are told to: each item's result is ten times it. */
function held() {
  const runs: { items: readonly number[]; end(error?: Error): void }[] = [];
  const add = createBatch<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        runs.push({ items, end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))) });
      }),
  );
  const ran = () => runs.map(({ items }) => items);
  const settled = () => new Promise(setImmediate);
  return { runs, ran, add, settled };
}

describe("a batch", () => {
  it("runs alone at once, and joins what comes meanwhile into one next run", async () => {
    const { runs, ran, add, settled } = held();
    const all = [add(1), add(2), add(3)];
    expect(ran()).toEqual([[1]]);
    runs[0]?.end();
    await settled();
    expect(ran()).toEqual([[1], [2, 3]]);
    runs[1]?.end();
    expect(await Promise.all(all)).toEqual([10, 20, 30]);
    const alone = add(5);
    expect(ran()).toEqual([[1], [2, 3], [5]]);
    runs[2]?.end();
    expect(await alone).toBe(50);
  });

  it("runs each by itself where a run of many failed: only the one that cannot be fails", async () => {
    const { runs, ran, add, settled } = held();
    const first = add(1);
    const good = add(2);
    const bad = add(3);
    runs[0]?.end();
    await settled();
    runs[1]?.end(new Error("one of them"));
    await settled();
    expect(ran()).toEqual([[1], [2, 3], [2], [3]]);
    runs[2]?.end();
    runs[3]?.end(new Error("this one"));
    expect(await first).toBe(10);
    expect(await good).toBe(20);
    await expect(bad).rejects.toThrow("this one");
  });

  it("goes on after one that failed alone", async () => {
    const { runs, ran, add, settled } = held();
    const first = add(1);
    const second = add(2);
    runs[0]?.end(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await settled();
    runs[1]?.end();
    expect(await second).toBe(20);
    expect(ran()).toEqual([[1], [2]]);
  });

  it("keeps one run at a time, whatever the order in which calls come in", async () => {
    const { runs, ran, add, settled } = held();
    const all = [add(1), add(2)];
    runs[0]?.end();
    await all[0];
    await settled();
    all.push(add(3));
    expect(ran()).toEqual([[1], [2]]);
    runs[1]?.end();
    await settled();
    expect(ran()).toEqual([[1], [2], [3]]);
    runs[2]?.end();
    await Promise.all(all);
  });
});
