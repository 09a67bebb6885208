import { setTimeout as sleep } from "node:timers/promises";
import type { JobResult, PgBoss } from "pg-boss";
import { shownError } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { heartbeatSeconds } from "./queue.ts";
import { type Poller, startPoller } from "./start-poller.ts";
import { wakeWorkers } from "./wake-workers.ts";

/** A job as the queue gives it: a repeat has the same id. */
export interface QueuedJob {
  id: string;
  data: unknown;
}

/** The work of one queue. */
export interface QueueWork {
  run(job: QueuedJob): Promise<unknown>;
  /** One run does the work of all jobs that wait. */
  together?: true;
  /** When it enters itself, by São Paulo's time. */
  cron?: string;
}

// A full batch means that there is more: the next one is fetched at once. Each job of a batch ends by itself: one that
// breaks takes none of the others with it. pg-boss wakes its workers for a job that is due when it is entered,
// `wakeWorkers` for all others: a poll of their own has nothing left to find.
const options = {
  pollingIntervalSeconds: 300,
  notifyPollingIntervalSeconds: 300,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

/** Starts the workers, two for each queue, so that a long job keeps nobody waiting, and what wakes them. */
export async function startWorkers(
  boss: PgBoss,
  jobs: Readonly<Record<string, QueueWork>>,
  logger: Logger,
): Promise<Poller> {
  const workers = new Map<string, string[]>();
  for (const [name, { run, together, cron }] of Object.entries(jobs)) {
    const one = () =>
      boss.work(name, { ...options, batchSize: 10 }, (batch) =>
        Promise.all(batch.map((job) => resultOf(boss, job.id, () => run(job)))),
      );
    const all = () =>
      boss.work(name, { ...options, batchSize: 1000 }, async ([first, ...rest]) => {
        const done = first && (await resultOf(boss, first.id, () => run(first)));
        return done ? [done, ...rest.map(({ id }) => ({ ...done, id }))] : [];
      });
    // Each by itself, because pg-boss wakes one worker by its id.
    workers.set(name, together ? [await all()] : [await one(), await one()]);
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
    // A failure that cannot be recorded leaves the job running in name, and nobody takes it before its heartbeat ends.
    await untilItAnswers(boss);
    return { id, status: "failed", output: shownError(error) };
  }
}

/** Waits for the database, for as long as a job without heartbeat stays ours. */
async function untilItAnswers(boss: PgBoss): Promise<void> {
  const longest = Date.now() + heartbeatSeconds * 1000;
  while (Date.now() < longest) {
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
