import type { Deps } from "../deps.ts";
import { mailGivenUpAfterMs } from "../outbox/mail-boleto.ts";
import { runTurns } from "../turn/run-turns.ts";

const batchSize = 200;
/** A job that is this late, in milliseconds, was lost with its process. */
const lateMs = 5000;
/** The same for jobs that are costly to repeat, such as a call to a bank or a message. */
const costlyLateMs = 60_000;

/**
 * Resumes the work that was left behind by a crash, or because the clock was set back: messages to send and to answer,
 * boletos about which a bank was not asked, and everything else that our rows say is due, because a restored backup has
 * no queue. Banks are asked by jobs, so that a bank that does not answer does not hold up the recovery. Throws the
 * failures after all parts have run.
 */
export async function recoverLostWork(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const faults: unknown[] = [];
  const runPart = (work: Promise<unknown>) => work.catch((error: unknown) => void faults.push(error));
  await runPart(deps.storage.mendTimes(now));
  await runPart(deps.deliverDue());
  await runPart(answerWaiting(deps, now, runPart));
  await runPart(requeueBankCalls(deps, now));
  await runPart(requeueLostJobs(deps, now));
  await runPart(deps.storage.closeTimedOut(now));
  if (faults.length > 0)
    throw faults.length === 1 ? faults[0] : new AggregateError(faults, "Parts of the recovery failed");
}

async function requeueBankCalls({ storage }: Deps, now: Date): Promise<void> {
  const unasked = await storage.boletosUnasked(new Date(now.getTime() - lateMs), now, batchSize);
  if (unasked.length === 0) return;
  await storage.transaction(async (records) => {
    for (const { id: boletoId, status, nextLookUpAt } of unasked) {
      const name = status === "registering" ? "register-boleto" : "cancel-boleto";
      await records.enqueue({ name, boletoId }, undefined, `${boletoId} ${nextLookUpAt.getTime()}`);
    }
  });
}

async function requeueLostJobs({ storage, mailer }: Deps, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const lost = await storage.lostJobs({
    ...{ before: ago(costlyLateMs), now, limit: batchSize },
    ...{ mails: mailer !== undefined, mailEndsBefore: ago(mailGivenUpAfterMs) },
  });
  if (lost.length === 0) return;
  await storage.transaction(async (records) => {
    for (const { job, once } of lost) await records.enqueue(job, undefined, once);
  });
}

async function answerWaiting(deps: Deps, now: Date, runPart: (work: Promise<unknown>) => Promise<unknown>) {
  for (const chatId of await deps.storage.chatsWithWork(now, batchSize)) await runPart(runTurns(deps, chatId));
}
