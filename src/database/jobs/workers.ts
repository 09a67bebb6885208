import { setTimeout as sleep } from "node:timers/promises";
import type { JobResult, PgBoss } from "pg-boss";
import { z } from "zod";
import { shownError } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { heartbeatSeconds } from "./queue.ts";
import { type Sweep, startSweep } from "./start-sweep.ts";
import { wakeWorkers } from "./wake-workers.ts";

/** What each job does, by name. */
export interface Handlers {
  registerBoleto(boletoId: string): Promise<void>;
  cancelBoleto(boletoId: string): Promise<void>;
  askBank(question: { boletoId: string; chatId: string; about: "not-found" | "paid"; jobId: string }): Promise<void>;
  lookUpBoleto(of: { boletoId: string; why: "news" | "undone"; attempt?: number }): Promise<unknown>;
  readWebhook(webhookId: string): Promise<void>;
  pushEvents(): Promise<void>;
  sendCode(codeId: string): Promise<void>;
  mailBoleto(boletoId: string): Promise<void>;
  eraseExpired(): Promise<void>;
  linkContracts(runId: string): Promise<void>;
  deliver(): Promise<unknown>;
  morning(): Promise<void>;
  remittances(): Promise<void>;
}

const boleto = z.object({ boletoId: z.uuid() });
const look = boleto.extend({ why: z.enum(["news", "undone"]), attempt: z.int().nonnegative().optional() });
const webhook = z.object({ webhookId: z.string().regex(/^\d+$/) });
const code = z.object({ codeId: z.string().regex(/^\d+$/) });
const run = z.object({ runId: z.uuid() });
const question = boleto.extend({ chatId: z.string(), about: z.enum(["not-found", "paid"]) });

/** A job as the queue gives it: a repeat has the same id. */
interface AnyJob {
  id: string;
  data: unknown;
}

/** Job name → use case, nothing else. */
export function jobTable(handlers: Handlers): Record<string, (job: AnyJob) => Promise<unknown>> {
  return {
    "register-boleto": ({ data }) => handlers.registerBoleto(boleto.parse(data).boletoId),
    "check-registration": ({ data }) => handlers.registerBoleto(boleto.parse(data).boletoId),
    "cancel-boleto": ({ data }) => handlers.cancelBoleto(boleto.parse(data).boletoId),
    "ask-bank": ({ id: jobId, data }) => handlers.askBank({ ...question.parse(data), jobId }),
    "look-up-boleto": ({ data }) => {
      const { attempt, ...rest } = look.parse(data);
      return handlers.lookUpBoleto({ ...rest, ...(attempt !== undefined && { attempt }) });
    },
    "bank-webhook": ({ data }) => handlers.readWebhook(webhook.parse(data).webhookId),
    "push-events": () => handlers.pushEvents(),
    "send-code": ({ data }) => handlers.sendCode(code.parse(data).codeId),
    "mail-boleto": ({ data }) => handlers.mailBoleto(boleto.parse(data).boletoId),
    "link-contracts": ({ data }) => handlers.linkContracts(run.parse(data).runId),
    morning: () => handlers.morning(),
    "erase-expired": () => handlers.eraseExpired(),
    remittances: () => handlers.remittances(),
  };
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

/**
 * Starts the workers, two for each queue, so that a long job keeps nobody waiting, and what wakes them. One delivery
 * empties the outbox, however many jobs asked for it.
 */
export async function startWorkers(boss: PgBoss, handlers: Handlers, logger: Logger): Promise<Sweep> {
  const workers = new Map<string, string[]>();
  for (const [name, run] of Object.entries(jobTable(handlers))) {
    const work = () =>
      boss.work(name, { ...options, batchSize: 10 }, (jobs) =>
        Promise.all(jobs.map((job) => resultOf(boss, job.id, () => run(job)))),
      );
    // Each by itself, because pg-boss wakes one worker by its id.
    workers.set(name, [await work(), await work()]);
  }
  const deliverer = await boss.work("deliver", { ...options, batchSize: 1000 }, async (jobs) => {
    const delivered = await resultOf(boss, "", () => handlers.deliver());
    return jobs.map(({ id }) => ({ ...delivered, id }));
  });
  workers.set("deliver", [deliverer]);
  await boss.schedule("morning", "5 6 * * *", {}, { tz: "America/Sao_Paulo" });
  await boss.schedule("erase-expired", "40 3 * * *", {}, { tz: "America/Sao_Paulo" });
  // Each bank wallet has its own cut-off: looked at often, made once.
  await boss.schedule("remittances", "*/5 * * * *");
  return startSweep(() =>
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
