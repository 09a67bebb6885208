import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** What becomes of a server that ended under its users. */
export interface ServerNews {
  onLost(): void;
  onBack(): void;
  /** Called for each attempt to start it again that failed. */
  onFault(error: unknown): void;
}

const retryMs = 1000;
const connectMs = 5000;
/** A server that is frozen never says goodbye. */
const goodbyeMs = 2000;

/**
 * Keeps one session open, whose end tells at once that the server is gone, and starts it again as often as need be.
 * `end` stops watching and starting, and leaves the server alone. Rejects where the first session cannot be opened.
 */
export async function keepRunning({
  connection,
  restart,
  onLost = () => {},
  onBack = () => {},
  onFault = () => {},
}: {
  connection: pg.ClientConfig;
  /** Rejects when aborted. */
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
      await Promise.race([session.end(), sleep(goodbyeMs, undefined, { ref: false })]).catch(() => {});
    },
  };
}
