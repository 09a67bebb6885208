import type { PoolConfig } from "pg";
import { type ConstructorOptions, fromPrisma, PgBoss } from "pg-boss";
import type { Job } from "../../core/jobs.ts";
import { refuseSecrets } from "../../core/privacy/secret-fields.ts";
import type { Logger } from "../../logger.ts";

/** The part of a transaction's client that pg-boss needs. */
type Transaction = Parameters<typeof fromPrisma>[0];

/** The job queue (pg-boss), in the same database as everything else. */
export interface Queue {
  boss: PgBoss;
  /**
   * Enqueues a job within a transaction, to run at `startAfter` or at once. Jobs with the same name and the same `once`
   * within a minute are stored as one.
   */
  enqueueIn(tx: Transaction, job: Job, startAfter?: Date, once?: string): Promise<void>;
  /**
   * Calls `onEntry` whenever any process has stored work that may be due earlier than all known work. The argument is
   * "message", "event" or "job", or undefined if notifications may have been missed, for example because the connection
   * was lost.
   */
  hear(onEntry: (entered: string | undefined) => void): Promise<void>;
  stop(): Promise<void>;
}

/** The NOTIFY channel. Triggers on our tables notify it as well (migration `tell_due`). */
const channel = "faturabot_due";

/**
 * Reduces the background work of pg-boss: no job depends on another one, cron needs to be exact to the minute only, and
 * nobody reads its monitoring data.
 */
const lowActivity = {
  flowIntervalSeconds: 3600,
  cronWorkerIntervalSeconds: 30,
  notifyHeartbeatIntervalMs: 30_000,
  registerInstance: false,
  monitorVacuum: false,
};

/** Seconds without a heartbeat after which a job is given to another process. */
export const heartbeatSeconds = 30;

const queueOptions = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 900, heartbeatSeconds };

/** An error that recurs within this time belongs to the same outage: each worker reports it at each attempt. */
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

/**
 * Opens the queue. With `works`, this process also does the maintenance of pg-boss, starts jobs by cron, and is
 * notified of jobs that are due at once.
 */
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
      // A job stays in its table for days, where operators can read it to see why it failed. It must not contain
      // secrets.
      refuseSecrets(`The job ${name}`, data);
      await boss.send(name, data, {
        db: fromPrisma(tx),
        ...(startAfter && { startAfter }),
        ...("isAwaited" in data && data.isAwaited && { priority: 1 }),
        ...(once !== undefined && { singletonKey: once, singletonSeconds: 60 }),
      });
      // pg-boss notifies workers only of jobs that are due at once, so jobs for later are notified here.
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
