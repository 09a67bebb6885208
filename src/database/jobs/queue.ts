import type { PoolConfig } from "pg";
import { type ConstructorOptions, fromPrisma, PgBoss } from "pg-boss";
import type { Job } from "../../core/jobs.ts";
import { refuseSecrets } from "../../core/privacy/secret-fields.ts";
import type { Logger } from "../../logger.ts";

/** What pg-boss needs of a transaction's client. */
type Transaction = Parameters<typeof fromPrisma>[0];

/** The job queue in the same database as everything else. */
export interface Queue {
  boss: PgBoss;
  /** Within a minute, the same `once` is one job. */
  enqueueIn(tx: Transaction, job: Job, startAfter?: Date, once?: string): Promise<void>;
  /**
   * Tells of each entry that may be due sooner than what was known: a "message", an "event", a "job", whatever process
   * enters it; and undefined where some may have been missed, as after the connection was lost.
   */
  hear(told: (entered: string | undefined) => void): Promise<void>;
  stop(): Promise<void>;
}

/** The triggers of the tables tell it too (migration `tell_due`). */
const channel = "faturabot_due";

/** No job waits for another one here, cron has minutes, and nobody reads what pg-boss finds out about its processes and tables. */
const quiet = {
  flowIntervalSeconds: 3600,
  cronWorkerIntervalSeconds: 30,
  notifyHeartbeatIntervalMs: 30_000,
  registerInstance: false,
  monitorVacuum: false,
};

/** A job of a process that says nothing for so long is given to another one. */
export const heartbeatSeconds = 30;

const queueOptions = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 900, heartbeatSeconds };

/** An error that comes again within so long is the same outage, which each worker tells of at each try. */
const outageMs = 10_000;

/** Tells an error that was not seen just now. */
function newErrors(): (error: Error & { code?: string }) => boolean {
  const seen = new Map<string, number>();
  return ({ code, message }) => {
    const now = performance.now();
    for (const [name, at] of seen) if (now - at > outageMs) seen.delete(name);
    const name = `${code} ${message}`;
    const isKnown = seen.has(name);
    seen.set(name, now);
    return !isKnown;
  };
}

/** Opens the queue. Only a process with workers supervises it. */
export async function openQueue(parts: {
  /** Every queue. */
  names: readonly string[];
  connection: PoolConfig;
  works: boolean;
  logger: Logger;
}): Promise<Queue> {
  const { names, connection, works, logger } = parts;
  const boss = new PgBoss({
    ...(connection as ConstructorOptions),
    max: 4,
    supervise: works,
    schedule: works,
    useListenNotify: works,
    ...quiet,
  });
  const isNew = newErrors();
  boss.on("error", (err) => isNew(err) && logger.error({ err }, "queue error"));
  try {
    await boss.start();
    for (const name of names) await boss.createQueue(name, { ...queueOptions, notify: true });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  let ear: { close(): Promise<void> } | undefined;
  return {
    boss,
    async enqueueIn(tx, { name, ...data }, startAfter, once) {
      // A job stays in its table for days, and is read by whoever looks why it failed.
      refuseSecrets(`The job ${name}`, data);
      await boss.send(name, data, {
        db: fromPrisma(tx),
        ...(startAfter && { startAfter }),
        ...(once !== undefined && { singletonKey: once, singletonSeconds: 60 }),
      });
      // pg-boss tells of what is due at once.
      if (startAfter) await tx.$queryRawUnsafe("SELECT pg_notify($1, 'job')::text", channel);
    },
    async hear(told) {
      ear = await boss.getDb().listen?.(channel, told, () => told(undefined));
    },
    async stop() {
      await ear?.close();
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
