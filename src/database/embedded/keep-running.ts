import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isDiskFull } from "./server-fault.ts";

/** Callbacks for a server that ended while in use. */
export interface ServerNews {
  onLost(): void;
  /** Called once the server runs again. */
  onBack(): void;
  /** Called after an attempt to restart the server that failed: once for each reason, and once a minute. */
  onFault(error: unknown): void;
  /** Called if the server could not be restarted for `giveUpMs`. Attempts go on all the same. */
  onGivenUp(error: unknown): void;
}

/** Crash recovery and a second process that starts the server take less. */
const giveUpAfterMs = 10 * 60_000;
const repeatFaultMs = 60_000;

const retryMs = 1000;
const connectMs = 5000;
/** How long to wait for the session to close: a server that hangs never closes it. */
const closeMs = 2000;

/**
 * Keeps one session open, whose end shows at once that the server is gone, and then restarts the server. `end` stops
 * this watch, and does not stop the server. Rejects if the first session cannot be opened.
 */
export async function keepRunning({
  connection,
  restart,
  onLost = () => {},
  onBack = () => {},
  onFault = () => {},
  onGivenUp = () => {},
  giveUpMs = giveUpAfterMs,
}: {
  connection: pg.ClientConfig;
  /** Restarts the server. Rejects when the signal aborts. */
  restart(signal: AbortSignal): Promise<void>;
  giveUpMs?: number;
} & Partial<ServerNews>): Promise<{ end(): Promise<void> }> {
  const stopped = new AbortController();
  let restarting: Promise<void> = Promise.resolve();

  const openSession = async () => {
    const client = new pg.Client({ ...connection, keepAlive: true, connectionTimeoutMillis: connectMs });
    client.on("error", () => {});
    await client.connect();
    client.once("end", () => {
      if (stopped.signal.aborted) return;
      onLost();
      restarting = startAgain();
    });
    return client;
  };
  const startAgain = async () => {
    const lostAt = performance.now();
    let told: { words: string; at: number } | undefined;
    let isGivenUp = false;
    while (!stopped.signal.aborted) {
      try {
        await restart(stopped.signal);
        session = await openSession();
        onBack();
        return;
      } catch (error) {
        if (stopped.signal.aborted) return;
        const now = performance.now();
        const words = String(error);
        if (told?.words !== words || now - told.at > repeatFaultMs) {
          told = { words, at: now };
          onFault(error);
        }
        // With space on the disk the server starts again by itself, and a new process would not help before.
        if (!isGivenUp && now - lostAt >= giveUpMs && !isDiskFull(error)) {
          isGivenUp = true;
          onGivenUp(error);
        }
        await sleep(retryMs, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
  };
  let session = await openSession();
  return {
    async end() {
      stopped.abort();
      await restarting;
      await Promise.race([session.end(), sleep(closeMs, undefined, { ref: false })]).catch(() => {});
    },
  };
}
