import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** Callbacks for a server that ended while in use. */
export interface ServerNews {
  onLost(): void;
  /** Called once the server runs again. */
  onBack(): void;
  /** Called after each attempt to restart the server that failed. */
  onFault(error: unknown): void;
}

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
}: {
  connection: pg.ClientConfig;
  /** Restarts the server. Rejects when the signal aborts. */
  restart(signal: AbortSignal): Promise<void>;
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
    while (!stopped.signal.aborted) {
      try {
        await restart(stopped.signal);
        session = await openSession();
        onBack();
        return;
      } catch (error) {
        if (stopped.signal.aborted) return;
        onFault(error);
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
