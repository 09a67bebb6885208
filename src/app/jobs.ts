import { z } from "zod";
import type { WebhookDesk } from "../core/bank-ports.ts";
import { localTime } from "../core/billing/calendar/local-time.ts";
import { isZone, type Zone, zones } from "../core/billing/calendar/zone.ts";
import { type Job, jobData } from "../core/jobs.ts";
import type { Mailer } from "../core/mailer.ts";
import { makeDueRemittances } from "../core/use-cases/bank-files/make-remittance.ts";
import { answerFromBank } from "../core/use-cases/boletos/answer-from-bank.ts";
import { cancelBoleto } from "../core/use-cases/boletos/cancel-boleto.ts";
import { expireBoletos } from "../core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../core/use-cases/boletos/lock-choices.ts";
import { lookUpBoleto } from "../core/use-cases/boletos/look-up-boleto.ts";
import { lookUpPayable } from "../core/use-cases/boletos/look-up-payable.ts";
import { readWebhook } from "../core/use-cases/boletos/read-webhook.ts";
import { registerBoleto } from "../core/use-cases/boletos/register-boleto.ts";
import type { Deps } from "../core/use-cases/deps.ts";
import { eraseExpired } from "../core/use-cases/housekeeping/erase-expired.ts";
import { type EventPush, pushEvents } from "../core/use-cases/housekeeping/push-events.ts";
import { sendCode } from "../core/use-cases/identity/send-code.ts";
import { makeInvoices } from "../core/use-cases/invoices/make-invoices.ts";
import { deliverDue } from "../core/use-cases/outbox/deliver-messages.ts";
import type { DeliveryDeps } from "../core/use-cases/outbox/delivery-deps.ts";
import { mailBoleto } from "../core/use-cases/outbox/mail-boleto.ts";
import { readPaymentLists, reconcilePayments } from "../core/use-cases/payments/reconcile-payments.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import type { QueuedJob, QueueWork } from "../database/jobs/workers.ts";
import { doLinkRun } from "../panel/contracts/link-run.ts";
import { webhookReaders } from "./banks.ts";
import type { Demo } from "./demo.ts";

/** What the jobs work with. */
export interface JobParts {
  deps: Deps;
  delivery: DeliveryDeps;
  prisma: PrismaClient;
  webhooks: WebhookDesk;
  mailer: Mailer | undefined;
  eventPush: EventPush | undefined;
  demo: Demo | undefined;
}

type JobName = Job["name"];
interface EnqueuedJob<N extends JobName> extends Pick<QueueWork, "together"> {
  run(parts: JobParts, data: z.output<(typeof jobData)[N]>, jobId: string): Promise<unknown>;
}
interface ScheduledJob extends Pick<QueueWork, "zones"> {
  cron: string;
  run(parts: JobParts, data: unknown): Promise<unknown>;
}

/** The time of day, in each zone, of its daily work. */
const morningTime = "06:05";
const [morningHour, morningMinute] = morningTime.split(":").map(Number);
/** Which zones a run of the daily work is for: one, or those whose time has passed today; by default all in use. */
const morningData = z
  .object({ zone: z.string().refine(isZone).exactOptional(), missed: z.boolean().exactOptional() })
  .catch({});

/** Jobs that the program enqueues. The schemas of their data are in core/jobs.ts. */
const enqueued: { readonly [N in JobName]: EnqueuedJob<N> } = {
  "register-boleto": { run: ({ deps }, { boletoId, isAwaited }) => registerBoleto(deps, boletoId, isAwaited) },
  "cancel-boleto": { run: ({ deps }, { boletoId }) => cancelBoleto(deps, boletoId) },
  "ask-bank": { run: ({ deps }, question, jobId) => answerFromBank(deps, { ...question, jobId }) },
  "look-up-boleto": { run: ({ deps }, data) => lookUpBoleto(deps, data) },
  "bank-webhook": {
    run: ({ deps, webhooks }, { webhookId }) =>
      readWebhook(deps, { desk: webhooks, readers: webhookReaders }, webhookId),
  },
  "read-payments": { run: ({ deps }, data) => reconcilePayments(deps, data) },
  "push-events": { run: async ({ eventPush }) => eventPush && pushEvents(eventPush) },
  "send-code": { run: ({ deps }, { codeId }) => sendCode(deps, codeId) },
  "mail-boleto": {
    run: ({ delivery, mailer }, { boletoId }) => mailBoleto({ ...delivery, mailer }, boletoId),
  },
  "link-contracts": { run: ({ prisma, deps }, { runId }) => doLinkRun(prisma, runId, deps.clock.now) },
  // One run sends all due messages, however many jobs requested it.
  deliver: { together: true, run: ({ delivery }) => deliverDue(delivery) },
};

/** Jobs that run on a schedule. */
const scheduled = {
  morning: {
    cron: `${morningMinute} ${morningHour} * * *`,
    zones: Object.keys(zones) as Zone[],
    run: (parts, data) => morning(parts, morningData.parse(data)),
  },
  "erase-expired": { cron: "40 3 * * *", run: ({ deps }) => eraseExpired(deps) },
  // Each bank wallet has its own cut-off. The job looks often, and makes the file of each wallet once a day.
  remittances: { cron: "*/5 * * * *", run: ({ deps }) => makeDueRemittances(deps) },
} satisfies Record<string, ScheduledJob>;

/**
 * Former names of jobs, and the jobs that replace them. During an upgrade, a process of the previous version still
 * enqueues `check-registration`, up to some hours ahead. Without a worker, these jobs would wait for ever.
 */
const formerNames = { "check-registration": "register-boleto" } as const;

/** Names of all queues. */
export const jobNames = [enqueued, scheduled, formerNames].flatMap((table) => Object.keys(table));

/** Returns the work of every queue. */
export function jobWork(parts: JobParts): Readonly<Record<string, QueueWork>> {
  const work = (name: JobName): QueueWork => {
    const { run, ...how } = enqueued[name];
    // The data fits the `run` of the same name, but the compiler cannot follow that through the table.
    return { ...how, run: ({ id, data }) => run(parts, jobData[name].parse(data) as never, id) };
  };
  return Object.fromEntries([
    ...(Object.keys(enqueued) as JobName[]).map((name) => [name, work(name)]),
    ...Object.entries<ScheduledJob>(scheduled).map(([name, { run, ...when }]) => [
      name,
      { ...when, run: ({ data }: QueuedJob) => run(parts, data) },
    ]),
    ...Object.entries(formerNames).map(([former, name]) => [former, work(name)]),
  ]);
}

/**
 * Does the daily work of some of the zones in use, in order. The demo is filled in first, because its dates depend on
 * the day; that, and the banks' lists of payments, belong to the provider's own zone.
 */
export async function morning(
  { deps, demo }: Pick<JobParts, "deps" | "demo">,
  { zone, missed = false }: z.output<typeof morningData> = {},
): Promise<void> {
  const inUse = await deps.storage.zonesInUse();
  const now = deps.clock.now();
  const due = inUse.filter((one) =>
    zone === undefined ? !missed || localTime(now, one) >= morningTime : one === zone,
  );
  const withProvider = due.some((one) => one === inUse[0]);
  if (withProvider) await demo?.refill();
  await expireBoletos(deps, undefined, due);
  // Invoices come before the choice lock: an invoice that is made today may have to be registered at its bank today.
  await makeInvoices(deps, undefined, due);
  await lockChoices(deps, undefined, due);
  // First the lists, which have the amounts; then every boleto that may be paid without being listed.
  if (withProvider) await readPaymentLists(deps);
  await lookUpPayable(deps, due);
}
