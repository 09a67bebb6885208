/** Work that runs repeatedly. */
export interface Poller {
  /** Runs the work now, or as soon as the minimum pause after the last run is over. */
  wake(): void;
  /** Stops, and waits until a run in progress has ended. */
  stop(): Promise<void>;
}

/** Added to the due time, because a timer that fires slightly too early would find nothing due. */
const slackMs = 10;

/**
 * Runs work repeatedly: when woken, when the next item is due, and at least every `atMostMs` milliseconds. `run`
 * resolves with the milliseconds until the next item is due, or with undefined if it does not know, and must not
 * reject. The poller keeps no state that matters: all pending work is in the database.
 */
export function startPoller(
  run: () => Promise<number | undefined>,
  { pauseMs = 500, atMostMs = 5000 }: { pauseMs?: number; atMostMs?: number } = {},
): Poller {
  let stopped = false;
  let woken = false;
  let running: Promise<void> | undefined;
  let freeAt = performance.now() + pauseMs;
  let timer: NodeJS.Timeout | undefined;

  const runAt = (moment: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      woken = false;
      running = run().then(scheduleNext);
    }, moment - performance.now());
  };
  const scheduleNext = (dueInMs = atMostMs) => {
    running = undefined;
    if (stopped) return;
    const now = performance.now();
    freeAt = now + pauseMs;
    runAt(woken ? freeAt : Math.max(freeAt, now + Math.min(dueInMs + slackMs, atMostMs)));
  };
  runAt(freeAt);
  return {
    wake() {
      if (stopped || woken) return;
      woken = true;
      if (!running) runAt(freeAt);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
