import pg, { type PoolConfig } from "pg";
import { fromPrisma, PgBoss } from "pg-boss";
import { refuseSecrets } from "../core/privacy/secret-fields.ts";
import type { Job } from "../core/records.ts";
import type { Logger } from "../logger.ts";

/** What pg-boss needs of a transaction's client. */
type Transaction = Parameters<typeof fromPrisma>[0];

/** Every queue. */
export const jobNames = [
  "register-boleto",
  "check-registration",
  "cancel-boleto",
  "ask-bank",
  "look-up-boleto",
  "bank-webhook",
  "push-events",
  "send-code",
  "mail-boleto",
  "link-contracts",
  "deliver",
  "morning",
  "erase-expired",
  "remittances",
] as const;

/** The job queue in the same database as everything else. */
export interface Queue {
  boss: PgBoss;
  /** Within a minute, the same `once` is one job. */
  enqueueIn(tx: Transaction, job: Job, startAfter?: Date, once?: string): Promise<void>;
  stop(): Promise<void>;
}

const queueOptions = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 900, heartbeatSeconds: 30 };

/**
 * Opens the queue. Only a process with workers supervises it; the embedded database delivers no notifications, so there
 * workers poll.
 */
export async function openQueue(of: {
  connection: PoolConfig;
  embedded: boolean;
  works: boolean;
  logger: Logger;
}): Promise<Queue> {
  const { connection, embedded, works, logger } = of;
  // pg-boss's own pool takes addresses only, and the embedded database has none.
  const pool = connection.connectionString ? undefined : new pg.Pool({ ...connection, max: 2 });
  const where = pool
    ? { db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) } }
    : { connectionString: connection.connectionString as string, max: 4 };
  const boss = new PgBoss({
    ...where,
    supervise: works,
    schedule: works,
    useListenNotify: !embedded && works,
  });
  boss.on("error", (err) => logger.error({ err }, "queue error"));
  await boss.start();
  for (const name of jobNames) await boss.createQueue(name, { ...queueOptions, notify: !embedded });
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
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 });
      await pool?.end();
    },
  };
}
