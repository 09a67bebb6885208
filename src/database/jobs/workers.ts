import { setTimeout as sleep } from "node:timers/promises";
import type { JobResult, PgBoss } from "pg-boss";
import { brasilia, type Zone } from "../../core/billing/calendar/zone.ts";
import { shownError } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { heartbeatSeconds } from "./queue.ts";
import { type Poller, startPoller } from "./start-poller.ts";
import { wakeWorkers } from "./wake-workers.ts";

/** A job from the queue. It keeps its id when it is tried again. */
export interface QueuedJob {
  id: string;
  data: unknown;
}

/** The work of one queue. */
export interface QueueWork {
  run(job: QueuedJob): Promise<unknown>;
  /** All waiting jobs of the queue are done by one run. */
  together?: true;
  /** Cron expression for when the job is enqueued. */
  cron?: string;
  /** The zones in whose time that is. The job is enqueued for each of them, with `zone`; by default once, in Brasília's. */
  zones?: readonly Zone[];
}

// A full batch means that more jobs may be waiting, so the next batch is fetched at once. Each job of a batch has its
// own result, so one that fails does not fail the others. pg-boss wakes its workers for jobs that are due when they are
// enqueued, and `wakeWorkers` wakes them for all others, so polling is only a fallback.
const options = {
  pollingIntervalSeconds: 300,
  notifyPollingIntervalSeconds: 300,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

/**
 * Starts the workers of each queue, and the poller that wakes them. A queue has two workers, so that a long job does
 * not block the others; a queue whose jobs are done together has one.
 */
export async function startWorkers(
  boss: PgBoss,
  jobs: Readonly<Record<string, QueueWork>>,
  logger: Logger,
): Promise<Poller> {
  const workers = new Map<string, string[]>();
  for (const [name, { run, together, ...when }] of Object.entries(jobs)) {
    const startSingle = () =>
      boss.work(name, { ...options, batchSize: 10 }, (batch) =>
        Promise.all(batch.map((job) => resultOf(boss, job.id, () => run(job)))),
      );
    const startTogether = () =>
      boss.work(name, { ...options, batchSize: 1000 }, async ([first, ...rest]) => {
        const done = first && (await resultOf(boss, first.id, () => run(first)));
        return done ? [done, ...rest.map(({ id }) => ({ ...done, id }))] : [];
      });
    // Each worker is started by a call of its own, because pg-boss can wake a worker only by its id.
    workers.set(name, together ? [await startTogether()] : [await startSingle(), await startSingle()]);
    await schedule(boss, name, when);
  }
  return startPoller(() =>
    wakeWorkers(boss, workers).catch((err) => {
      logger.error({ err }, "looking for jobs failed");
      return undefined;
    }),
  );
}

async function schedule(boss: PgBoss, name: string, { cron, zones }: Pick<QueueWork, "cron" | "zones">): Promise<void> {
  if (cron === undefined) return;
  if (!zones) return boss.schedule(name, cron, {}, { tz: brasilia });
  // A version before scheduled the job once, for all zones.
  await boss.unschedule(name);
  for (const zone of zones) await boss.schedule(name, cron, { zone }, { tz: zone, key: zone.replace("/", "-") });
}

async function resultOf(boss: PgBoss, id: string, run: () => Promise<unknown>): Promise<JobResult> {
  try {
    await run();
    return { id, status: "completed" };
  } catch (error) {
    // If the failure cannot be recorded, the job still counts as active, and is tried again only after its heartbeat
    // has expired.
    await untilItAnswers(boss);
    return { id, status: "failed", output: shownError(error) };
  }
}

/** Waits until the database answers, at most for the time after which the job would be given to another process. */
async function untilItAnswers(boss: PgBoss): Promise<void> {
  const end = performance.now() + heartbeatSeconds * 1000;
  while (performance.now() < end) {
    const answers = await boss
      .getDb()
      .executeSql("SELECT 1")
      .then(
        () => true,
        () => false,
      );
    if (answers) return;
    await sleep(500, undefined, { ref: false });
  }
}
