import { setTimeout as sleep } from "node:timers/promises";
import type { JobResult, PgBoss } from "pg-boss";
import { shownError } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { heartbeatSeconds } from "./queue.ts";
import { type Poller, startPoller } from "./start-poller.ts";
import { wakeWorkers } from "./wake-workers.ts";

/** A job from the queue. A retry has the same id. */
export interface QueuedJob {
  id: string;
  data: unknown;
}

/** The work of one queue. */
export interface QueueWork {
  run(job: QueuedJob): Promise<unknown>;
  /** One run does the work of all waiting jobs. */
  together?: true;
  /** Cron expression by which the job enqueues itself, in São Paulo's time. */
  cron?: string;
}

// A full batch means that there may be more, so the next one is fetched at once. Each job of a batch has its own
// result: one that fails does not fail the others. pg-boss wakes its workers for jobs that are due when they are
// enqueued, and `wakeWorkers` for all others, so polling is only a fallback.
const options = {
  pollingIntervalSeconds: 300,
  notifyPollingIntervalSeconds: 300,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

/**
 * Starts the workers and the poller that wakes them. Each queue has two, so that a long job does not block the others.
 */
export async function startWorkers(
  boss: PgBoss,
  jobs: Readonly<Record<string, QueueWork>>,
  logger: Logger,
): Promise<Poller> {
  const workers = new Map<string, string[]>();
  for (const [name, { run, together, cron }] of Object.entries(jobs)) {
    const startSingle = () =>
      boss.work(name, { ...options, batchSize: 10 }, (batch) =>
        Promise.all(batch.map((job) => resultOf(boss, job.id, () => run(job)))),
      );
    const startTogether = () =>
      boss.work(name, { ...options, batchSize: 1000 }, async ([first, ...rest]) => {
        const done = first && (await resultOf(boss, first.id, () => run(first)));
        return done ? [done, ...rest.map(({ id }) => ({ ...done, id }))] : [];
      });
    // Started one by one, because pg-boss wakes a single worker by its id.
    workers.set(name, together ? [await startTogether()] : [await startSingle(), await startSingle()]);
    if (cron) await boss.schedule(name, cron, {}, { tz: "America/Sao_Paulo" });
  }
  return startPoller(() =>
    wakeWorkers(boss, workers).catch((err) => {
      logger.error({ err }, "looking for jobs failed");
      return undefined;
    }),
  );
}

async function resultOf(boss: PgBoss, id: string, run: () => Promise<unknown>): Promise<JobResult> {
  try {
    await run();
    return { id, status: "completed" };
  } catch (error) {
    // If the failure cannot be recorded, the job still counts as active and is not retried until its heartbeat expires.
    await untilItAnswers(boss);
    return { id, status: "failed", output: shownError(error) };
  }
}

/** Waits until the database answers, at most for as long as a job without heartbeat stays ours. */
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
