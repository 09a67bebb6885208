/** Work that is run again and again. */
export interface Poller {
  /** Runs it now, or as soon as the least pause after the last run is over. */
  wake(): void;
  /** Waits for a run to end. */
  stop(): Promise<void>;
}

/** So long after the moment that was told: a timer that goes off too early would find nothing. */
const slackMs = 10;

/**
 * Runs work again and again: when somebody wakes it, when what is next is due (`run` resolves with in how many
 * milliseconds, and never rejects), and otherwise every `atMostMs`. It holds no promise of its own; all that it looks
 * for stands in the database.
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
      running = run().then(rest);
    }, moment - performance.now());
  };
  const rest = (dueInMs = atMostMs) => {
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
