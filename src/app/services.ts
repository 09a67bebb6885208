import { createSandbox } from "../banks/sandbox/create-sandbox.ts";
import { createConsoleSender } from "../bots/console/console-sender.ts";
import { createWebHub } from "../bots/web/web-hub.ts";
import type { Config } from "../config.ts";
import type { ChannelDesk, ChannelName, Sender } from "../core/channel-ports.ts";
import type { Deps } from "../core/use-cases/deps.ts";
import { answerOnPhone } from "../core/use-cases/operator/answer-on-phone.ts";
import { deliverDue, deliverMessages } from "../core/use-cases/outbox/deliver-messages.ts";
import type { DeliveryDeps } from "../core/use-cases/outbox/delivery-deps.ts";
import { takeMessageIn } from "../core/use-cases/turn/receive-message.ts";
import { runTurns } from "../core/use-cases/turn/run-turns.ts";
import { createCouriers } from "../couriers/create-couriers.ts";
import { createEventSender } from "../erp/create-event-sender.ts";
import type { Logger } from "../logger.ts";
import { createBankDesk } from "../storage/bank-desk.ts";
import { codeMint } from "../storage/code-mint.ts";
import { createEventOutbox } from "../storage/event-outbox.ts";
import { createChannelStore } from "../storage/outbox/channel-store.ts";
import { createSandboxBooks } from "../storage/sandbox-books.ts";
import { createWebhookDesk } from "../storage/webhook-desk.ts";
import type { AppOptions } from "./app-options.ts";
import { createFileBank, openBanks, patientBanks } from "./banks.ts";
import type { ExternalChannel } from "./channels.ts";
import type { Data } from "./data.ts";
import { documentDrawer } from "./documents.ts";
import { createMetrics } from "./metrics.ts";

const bankCallMs = 8000;

/** What the use cases need besides the open database. Nothing in here has to be closed. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export async function createServices(config: Config, options: AppOptions, data: Data) {
  const { logger } = options;
  const { clock, prisma, queue, storage } = data;
  const { email, sms, proofIdleMinutes, messageTextDays } = config.identity;

  const fileBank = createFileBank({ storage, clock });
  const banks = openBanks({
    folder: config.banks.dir,
    sandbox: createSandbox(createSandboxBooks(prisma), clock),
    files: fileBank.registrar,
    desk: createBankDesk(prisma),
    clock,
    callMs: options.bankCallMs ?? bankCallMs,
  });
  const registrarOf = patientBanks(banks, clock, (err) => logger.error({ err }, "bank not open"));

  const webHub = createWebHub();
  // The senders are added later, when the channels are open, because the clients of the channels need `deps`.
  const senders: Partial<Record<ChannelName, Sender>> = {
    ...(config.demo && { web: webHub.sender }),
    ...options.senders,
    ...(options.console && { console: createConsoleSender(options.console) }),
  };
  const draw = documentDrawer({ prisma, storage, clock, registrarOf });
  const underWay = { ends: false, deliveries: new Set<Promise<void>>() };
  const delivery: DeliveryDeps = { clock, storage, senders, draw, underWay };

  const metrics = createMetrics(prisma, {
    clock,
    banksDir: config.banks.dir,
    ...(config.erpWebhook && { erpUrl: config.erpWebhook.url }),
  });
  const mailer = email && (await import("../couriers/create-mailer.ts")).createMailer(email);
  const deps: Deps = {
    clock,
    storage,
    registrarOf,
    loopLimitPerMinute: config.loopLimitPerMinute,
    proofIdleMs: proofIdleMinutes * 60_000,
    messageTextDays,
    ...(config.publicUrl !== undefined && { centralUrl: `${config.publicUrl}/central` }),
    mint: codeMint,
    couriers: createCouriers({ sms, mailer }),
    ...(mailer && { mailer }),
    sendsTo: (channel) => senders[channel] !== undefined,
    watch: metrics.watch,
    deliverDue: logFailures(logger, "delivery failed", () => deliverDue(delivery)),
    sendNow: logFailures(logger, "delivery failed", (messages) => deliverMessages(delivery, messages)),
  };
  const eventPush = config.erpWebhook && {
    outbox: createEventOutbox(prisma, config.erpWebhook.url),
    send: createEventSender(config.erpWebhook),
    clock,
  };
  const deskOf = (channel: ExternalChannel): ChannelDesk => ({
    ...createChannelStore(prisma, channel, clock),
    takeIn: (message) => takeMessageIn(deps, message),
    ownMessage: (message, isSame) => answerOnPhone(deps, { ...message, channel }, isSame),
    answer: logFailures(logger, "turn failed", (chatId: string) => runTurns(deps, chatId)),
  });
  const webhooks = createWebhookDesk(prisma, queue.enqueueIn);
  return { deps, delivery, mailer, metrics, webHub, webhooks, eventPush, fileBank, deskOf };
}

/** Wraps a function so that a failure is only logged. The recovery resumes the work that was left. */
export const logFailures =
  <A extends unknown[]>(logger: Logger, message: string, run: (...args: A) => Promise<unknown>) =>
  async (...args: A) => {
    try {
      await run(...args);
    } catch (err) {
      logger.error({ err }, message);
    }
  };
