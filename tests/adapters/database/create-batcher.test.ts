import { describe, expect, it } from "vitest";
import { createBatcher } from "../../../src/database/create-batcher.ts";

/** A batch whose runs end when they are told to: each item's result is ten times it. */
function held() {
  const runs: { items: readonly number[]; end(error?: Error): void }[] = [];
  const add = createBatcher<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        runs.push({ items, end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))) });
      }),
  );
  const ran = () => runs.map(({ items }) => items);
  /** All that is to happen by itself has happened. */
  const settled = async () => {
    for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
  };
  return { runs, ran, add, settled };
}

describe("a batch", () => {
  it("runs what comes in one moment together, and what comes meanwhile in one next run", async () => {
    const { runs, ran, add, settled } = held();
    const all = [add(1), add(2)];
    await settled();
    expect(ran()).toEqual([[1, 2]]);
    all.push(add(3), add(4));
    await settled();
    expect(ran()).toEqual([[1, 2]]);
    runs[0]?.end();
    await settled();
    expect(ran()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    runs[1]?.end();
    expect(await Promise.all(all)).toEqual([10, 20, 30, 40]);
  });

  it("runs those together whom one run has answered and who come back at once", async () => {
    const { runs, ran, add, settled } = held();
    const twice = async (item: number) => add(await add(item));
    const all = [twice(1), twice(2), add(3)];
    await settled();
    runs[0]?.end();
    await settled();
    expect(ran()).toEqual([
      [1, 2, 3],
      [10, 20],
    ]);
    runs[1]?.end();
    expect(await Promise.all(all)).toEqual([100, 200, 30]);
  });

  it("runs each by itself where a run of many failed: only the one that cannot be fails", async () => {
    const { runs, ran, add, settled } = held();
    const good = add(2);
    const bad = add(3);
    await settled();
    runs[0]?.end(new Error("one of them"));
    await settled();
    expect(ran()).toEqual([[2, 3], [2], [3]]);
    runs[1]?.end();
    runs[2]?.end(new Error("this one"));
    expect(await good).toBe(20);
    await expect(bad).rejects.toThrow("this one");
  });

  it("goes on after one that failed alone", async () => {
    const { runs, ran, add, settled } = held();
    const first = add(1);
    await settled();
    const second = add(2);
    runs[0]?.end(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await settled();
    runs[1]?.end();
    expect(await second).toBe(20);
    expect(ran()).toEqual([[1], [2]]);
  });
});
