import type { PoolConfig } from "pg";
import { type ConstructorOptions, fromPrisma, PgBoss } from "pg-boss";
import type { Job } from "../../core/jobs.ts";
import { refuseSecrets } from "../../core/privacy/secret-fields.ts";
import type { Logger } from "../../logger.ts";

/** The part of a transaction's client that pg-boss needs. */
type Transaction = Parameters<typeof fromPrisma>[0];

/** The job queue in the same database as everything else. */
export interface Queue {
  boss: PgBoss;
  /** Enqueues a job in a transaction. Jobs with the same `once` within a minute are one job. */
  enqueueIn(tx: Transaction, job: Job, startAfter?: Date, once?: string): Promise<void>;
  /**
   * Calls `onEntry` for each entry that may be due earlier than those before it, whichever process made it: with
   * "message", "event" or "job", or with undefined if some may have been missed, as after a lost connection.
   */
  hear(onEntry: (entered: string | undefined) => void): Promise<void>;
  stop(): Promise<void>;
}

/** NOTIFY channel; the tables' triggers notify it too (migration `tell_due`). */
const channel = "faturabot_due";

/**
 * Less background work: no job depends on another one, cron is exact to the minute, and nobody reads pg-boss's
 * monitoring.
 */
const lowActivity = {
  flowIntervalSeconds: 3600,
  cronWorkerIntervalSeconds: 30,
  notifyHeartbeatIntervalMs: 30_000,
  registerInstance: false,
  monitorVacuum: false,
};

/** After this long without a heartbeat, a job is given to another process. */
export const heartbeatSeconds = 30;

const queueOptions = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 900, heartbeatSeconds };

/** The same error within this long is the same outage: each worker reports it at each attempt. */
const outageMs = 10_000;

/** Returns a filter that accepts an error only if it did not occur within `outageMs`. */
function createErrorFilter(): (error: Error & { code?: string }) => boolean {
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

/** Opens the queue. With `works`, this process also runs pg-boss's supervision, cron and notifications. */
export async function openQueue(parts: {
  /** The names of all queues. */
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
    ...lowActivity,
  });
  const isNew = createErrorFilter();
  boss.on("error", (err) => isNew(err) && logger.error({ err }, "queue error"));
  try {
    await boss.start();
    for (const name of names) await boss.createQueue(name, { ...queueOptions, notify: true });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  let listener: { close(): Promise<void> } | undefined;
  return {
    boss,
    async enqueueIn(tx, { name, ...data }, startAfter, once) {
      // A job stays in its table for days, and operators read it to see why it failed.
      refuseSecrets(`The job ${name}`, data);
      await boss.send(name, data, {
        db: fromPrisma(tx),
        ...(startAfter && { startAfter }),
        ...("isAwaited" in data && data.isAwaited && { priority: 1 }),
        ...(once !== undefined && { singletonKey: once, singletonSeconds: 60 }),
      });
      // pg-boss itself notifies only about jobs that are due at once.
      if (startAfter) await tx.$queryRawUnsafe("SELECT pg_notify($1, 'job')::text", channel);
    },
    async hear(onEntry) {
      listener = await boss.getDb().listen?.(channel, onEntry, () => onEntry(undefined));
    },
    async stop() {
      await listener?.close();
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
