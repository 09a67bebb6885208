import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Poller, startPoller } from "../../../src/database/jobs/start-poller.ts";

let runs: number[];
/** What a run says: in how many milliseconds the next thing is due. */
let dueInMs: number | undefined;
/** Keeps runs from ending. */
let held: Promise<void> | undefined;
let poller: Poller;
beforeEach(() => {
  vi.useFakeTimers();
  [runs, dueInMs, held] = [[], undefined, undefined];
  const begun = performance.now();
  poller = startPoller(
    async () => {
      runs.push(performance.now() - begun);
      await held;
      return dueInMs;
    },
    { pauseMs: 500, atMostMs: 5000 },
  );
});
afterEach(async () => {
  await poller.stop();
  vi.useRealTimers();
});
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it("runs every five seconds where nothing is due and nobody wakes it", async () => {
  await passes(15_600);
  expect(runs).toEqual([500, 5500, 10_500, 15_500]);
});

it("runs when what is next is due, a moment later rather than earlier", async () => {
  dueInMs = 1234;
  await passes(2000);
  expect(runs).toEqual([500, 1744]);
});

it("runs with a pause between while something that is due stays", async () => {
  dueInMs = -60_000;
  await passes(2100);
  expect(runs).toEqual([500, 1000, 1500, 2000]);
});

it("runs at once for whoever wakes it at rest, and then keeps its pause, however often it is woken", async () => {
  await passes(3000);
  for (let times = 0; times < 10; times++) {
    poller.wake();
    await passes(100);
  }
  expect(runs).toEqual([500, 3000, 3500, 4000]);
});

it("runs for what is entered nearer than what it waits for", async () => {
  dueInMs = 4000;
  await passes(600);
  dueInMs = 1000;
  poller.wake();
  await passes(2500);
  expect(runs).toEqual([500, 1000, 2010, 3020]);
});

it("runs once more where it is woken during a run, which may have looked before", async () => {
  let end = () => {};
  held = new Promise((resolve) => {
    end = resolve;
  });
  await passes(600);
  poller.wake();
  held = undefined;
  end();
  await passes(600);
  expect(runs).toEqual([500, 1100]);
});

it("ends with the run that is on its way", async () => {
  let end = () => {};
  held = new Promise((resolve) => {
    end = resolve;
  });
  await passes(600);
  let ended = false;
  const stopped = poller.stop().then(() => {
    ended = true;
  });
  await passes(0);
  expect(ended).toBe(false);
  end();
  await stopped;
  poller.wake();
  await passes(20_000);
  expect(runs).toEqual([500]);
});
