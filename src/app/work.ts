import type { Channel, ChannelName } from "../core/channel-ports.ts";
import { recoverLostWork } from "../core/use-cases/housekeeping/recover-lost-work.ts";
import { deliverDue, endDeliveries } from "../core/use-cases/outbox/deliver-messages.ts";
import { settleUnknown } from "../core/use-cases/outbox/settle-unknown.ts";
import { type Poller, startPoller } from "../database/jobs/start-poller.ts";
import { type QueueWork, startWorkers } from "../database/jobs/workers.ts";
import type { AppOptions } from "./app-options.ts";
import type { Data } from "./data.ts";
import { type JobParts, morning } from "./jobs.ts";
import type { OpenResources } from "./open-resources.ts";
import { logFailures, type Services } from "./services.ts";

/**
 * Resumes the work that was left behind by a crash, by an outage of the system of the provider, or because the machine
 * was asleep.
 */
export async function recover(parts: JobParts): Promise<void> {
  const { deps, eventPush, demo } = parts;
  await recoverLostWork(deps);
  const waiting = await eventPush?.outbox.waiting(deps.clock.now());
  if (waiting !== undefined)
    await deps.storage.transaction((records) => records.enqueue({ name: "push-events" }, undefined, waiting));
  // A machine that was asleep has missed the morning job, so the dates of the demo are out of date.
  if (demo?.isStale()) await morning(parts);
}

/** What the background work of this process consists of. */
export interface WorkParts {
  data: Data;
  services: Services;
  channels: readonly Channel[];
  jobs: Readonly<Record<string, QueueWork>>;
  recover(): Promise<void>;
}

/**
 * Starts sending and recovery, the watch on the folder of return files, the channels and the workers, each only if this
 * process runs it.
 */
export async function startWork(
  { returnsDir }: { returnsDir?: string },
  { logger, works = true }: AppOptions,
  parts: WorkParts,
  resources: OpenResources,
): Promise<void> {
  const { data, services, channels } = parts;
  const { boss, hear } = data.queue;
  const outbox = startOutbox({ logger, works }, parts);
  resources.add(outbox, async (poller) => {
    await endDeliveries(services.delivery);
    await poller?.stop();
  });
  const { deps, fileBank } = services;
  const stopReturns = works ? fileBank.watchReturns({ dir: returnsDir, deps, logger }) : undefined;
  resources.add(stopReturns, (stop) => stop?.());
  resources.add(channels, (all) => Promise.all(all.map((channel) => channel.stop())));
  await Promise.all(channels.map((channel) => channel.start()));
  const workers = works ? await startWorkers(boss, parts.jobs, logger) : undefined;
  resources.add(workers, (poller) => poller?.stop());
  if (outbox)
    await hear((entered) => {
      const isEvent = entered === "event" && services.eventPush;
      if (entered === undefined || entered === "message" || isEvent) outbox.wake();
      if (entered === undefined || entered === "job") workers?.wake();
    });
  // The time of the daily work may have passed while no process was running.
  if (works) await boss.send("morning", { missed: true }, { singletonKey: "start", singletonSeconds: 60 });
}

/**
 * Sends due messages and resumes work that was left, whenever something is due. A process that runs only a channel just
 * sends the messages for it.
 */
function startOutbox(
  { logger, works }: Required<Pick<AppOptions, "logger" | "works">>,
  { data: { clock, storage }, services: { delivery }, channels, recover }: WorkParts,
): Poller | undefined {
  if (!works && channels.length === 0) return undefined;
  const deliver = logFailures(logger, "recovery failed", works ? recover : () => deliverDue(delivery));
  const settle = logFailures(logger, "recovery failed", () => settleUnknown(delivery));
  const untilDue = async () => {
    const now = clock.now();
    const sending = Object.keys(delivery.senders) as ChannelName[];
    const next = await storage.nextMessageDue({ channels: sending, answers: works, now });
    return next && next.getTime() - now.getTime();
  };
  return startPoller(async () => {
    await deliver();
    await settle();
    // If the database cannot be reached, the poller uses its longest interval.
    return untilDue().catch(() => undefined);
  });
}
