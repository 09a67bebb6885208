import type { Deps } from "../deps.ts";
import { mailGivenUpAfterMs } from "../outbox/mail-boleto.ts";
import { runTurns } from "../turn/run-turns.ts";

const atOnce = 200;
/** A job that is so late was lost with its process. */
const lateMs = 5000;
/** The same of one whose repeat costs more than a look: a call to a bank, a message. */
const lostMs = 60_000;

/**
 * Takes up what a crash, or a clock that was set back, left behind: messages not sent, messages without an answer,
 * boletos whose bank was not asked, and whatever else our rows say is due: a restored backup has no queue. A bank is asked
 * by a job: one that hangs keeps nobody waiting here. Throws what broke once everything else is done.
 */
export async function recoverLostWork(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const faults: unknown[] = [];
  const part = (work: Promise<unknown>) => work.catch((error: unknown) => void faults.push(error));
  await part(deps.storage.mendTimes(now));
  await part(deps.deliverDue());
  await part(answerWaiting(deps, now, part));
  await part(askBanksAgain(deps, now));
  await part(takeUpLost(deps, now));
  await part(deps.storage.closeTimedOut(now));
  if (faults.length > 0)
    throw faults.length === 1 ? faults[0] : new AggregateError(faults, "Parts of the recovery failed");
}

async function askBanksAgain({ storage }: Deps, now: Date): Promise<void> {
  const unasked = await storage.boletosUnasked(new Date(now.getTime() - lateMs), now, atOnce);
  if (unasked.length === 0) return;
  await storage.transaction(async (records) => {
    for (const { id: boletoId, status, nextLookUpAt } of unasked) {
      const name = status === "registering" ? "register-boleto" : "cancel-boleto";
      await records.enqueue({ name, boletoId }, undefined, `${boletoId} ${nextLookUpAt.getTime()}`);
    }
  });
}

async function takeUpLost({ storage, mailer }: Deps, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const lost = await storage.lostJobs({
    ...{ before: ago(lostMs), now, limit: atOnce },
    ...{ mails: mailer !== undefined, mailEndsBefore: ago(mailGivenUpAfterMs) },
  });
  if (lost.length === 0) return;
  await storage.transaction(async (records) => {
    for (const { job, once } of lost) await records.enqueue(job, undefined, once);
  });
}

async function answerWaiting(deps: Deps, now: Date, part: (work: Promise<unknown>) => Promise<unknown>) {
  for (const chatId of await deps.storage.chatsWithWork(now, atOnce)) await part(runTurns(deps, chatId));
}
