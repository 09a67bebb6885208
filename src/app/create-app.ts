import { createSandbox } from "../banks/sandbox/create-sandbox.ts";
import { createConsoleSender } from "../bots/console/console-sender.ts";
import { createWebHub } from "../bots/web/web-hub.ts";
import type { Config } from "../config.ts";
import { AppError } from "../core/app-error.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import type { ChannelName, IncomingMessage, Sender } from "../core/channel-ports.ts";
import type { Clock } from "../core/ports.ts";
import { makeDueRemittances } from "../core/use-cases/bank-files/make-remittance.ts";
import { askBank } from "../core/use-cases/boletos/ask-bank.ts";
import { cancelBoleto } from "../core/use-cases/boletos/cancel-boleto.ts";
import { expireBoletos } from "../core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../core/use-cases/boletos/lock-choices.ts";
import { lookUpBoleto } from "../core/use-cases/boletos/look-up-boleto.ts";
import { lookUpPayable } from "../core/use-cases/boletos/look-up-payable.ts";
import { readWebhook } from "../core/use-cases/boletos/read-webhook.ts";
import { registerBoleto } from "../core/use-cases/boletos/register-boleto.ts";
import type { Deps } from "../core/use-cases/deps.ts";
import { eraseExpired } from "../core/use-cases/housekeeping/erase-expired.ts";
import { pushEvents } from "../core/use-cases/housekeeping/push-events.ts";
import { sweep } from "../core/use-cases/housekeeping/sweep.ts";
import { sendCode } from "../core/use-cases/identity/send-code.ts";
import { makeInvoices } from "../core/use-cases/invoices/make-invoices.ts";
import { deliverDue, deliverMessages } from "../core/use-cases/outbox/deliver-messages.ts";
import { mailBoleto } from "../core/use-cases/outbox/mail-boleto.ts";
import { settleUnknown } from "../core/use-cases/outbox/settle-unknown.ts";
import { receiveMessage, takeMessageIn } from "../core/use-cases/turn/receive-message.ts";
import { runTurns } from "../core/use-cases/turn/run-turns.ts";
import { createCouriers } from "../couriers/create-couriers.ts";
import { applyMigrations } from "../database/apply-migrations.ts";
import { type DatabaseClock, startDatabaseClock } from "../database/database-clock.ts";
import { weakSettings } from "../database/durability.ts";
import { openQueue } from "../database/jobs/queue.ts";
import { startSweep } from "../database/jobs/start-sweep.ts";
import { type Handlers, startWorkers } from "../database/jobs/workers.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import { openPools, type Pools } from "../database/open-pools.ts";
import { createPrismaClient } from "../database/prisma-client.ts";
import { poolSql } from "../database/sql.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import { createReceiver } from "../erp/create-receiver.ts";
import type { Logger } from "../logger.ts";
import { doLinkRun } from "../panel/contracts/link-run.ts";
import { createBankDesk } from "../storage/bank-desk.ts";
import { createChatLink } from "../storage/chat-links.ts";
import { codeMint } from "../storage/code-mint.ts";
import { createStorage } from "../storage/create-storage.ts";
import { createEventOutbox } from "../storage/event-outbox.ts";
import { createLoginLink } from "../storage/login-links.ts";
import { createChannelStore } from "../storage/outbox/channel-store.ts";
import { createSandboxBooks } from "../storage/sandbox-books.ts";
import { createWebhookDesk } from "../storage/webhook-desk.ts";
import { createFileBank, openBanks, patientBanks, webhookReaders } from "./banks.ts";
import { type ChannelTimes, type ExternalChannel, openChannels } from "./channels.ts";
import { documentDrawer } from "./documents.ts";
import { createMetrics } from "./metrics.ts";

/** How an application is put together besides its configuration. */
export interface AppOptions extends ChannelTimes {
  logger: Logger;
  clock?: Clock;
  /** Registration window of every bank wallet, in seconds, for trying out. */
  windowSeconds?: number;
  /** Works off jobs and the outbox; the default. */
  works?: boolean;
  /** The console's way out, where this process has one. */
  console?: Parameters<typeof createConsoleSender>[0];
  senders?: Partial<Record<ChannelName, Sender>>;
  /** Channels that this process runs, of those that are configured. */
  channels?: readonly ExternalChannel[];
  /** Where the database comes from, if not from the configuration. */
  openDatabase?: typeof openDatabase;
  /** A whole call to a bank is over by then; below the ten seconds that a job gives it. */
  bankCallMs?: number;
}

const bankCallMs = 8000;

/** The morning is over by then: 06:10. */
const morningMs = (6 * 60 + 10) * 60_000;

/** Everything that runs, and the way to stop it. */
export type App = Awaited<ReturnType<typeof createApp>>;

/** The only place where the parts meet: opens the database, brings it up to date, connects use cases and doors. */
export async function createApp(config: Config, options: AppOptions) {
  const { logger } = options;
  const database = await (options.openDatabase ?? openDatabase)(config.database, {
    onLost: () => logger.warn("the database server ended: it is started again"),
    onBack: () => logger.warn("the database server is back"),
    onFault: (err) => logger.error({ err }, "the database server does not start"),
  });
  const pools = openPools(database, (err) => logger.warn({ err }, "database connection lost"));
  try {
    await applyMigrations(database.connection);
    const weak = await weakSettings(database.connection);
    if (weak.length > 0)
      logger.warn({ settings: weak }, "PostgreSQL settings are off: what is confirmed is lost with the power");
    return await assemble(config, options, { database, pools });
  } catch (error) {
    // What stays open would keep the process alive.
    await pools.end();
    await database.close();
    throw error;
  }
}

async function assemble(
  config: Config,
  options: AppOptions,
  { database, pools }: { database: Database; pools: Pools },
) {
  const { logger, works = true } = options;
  const clock = options.clock ? givenClock(options.clock) : await clockOf(pools, logger);
  const prisma = createPrismaClient(pools.prisma, true);
  const fillDemo = async () => {
    const now = clock.now();
    if ((await seedDemo(prisma, localDate(now), now)) === "kept")
      logger.warn("the demo is not filled anew: somebody entered data of their own, which stay");
    return localDate(now);
  };
  let demoDay = config.demo ? await fillDemo() : undefined;
  if (!config.demo) await refuseDemoData(prisma);
  const queue = await openQueue({
    connection: database.connection,
    works,
    logger,
  });
  const storage = createStorage({ prisma, sql: poolSql(pools.hot), enqueue: queue.enqueueIn });
  const sandbox = createSandbox(createSandboxBooks(prisma), clock);
  const files = createFileBank({ storage, clock });

  const metrics = createMetrics(prisma, {
    clock,
    banksDir: config.banks.dir,
    ...(config.erpWebhook && { erpUrl: config.erpWebhook.url }),
  });
  const webHub = createWebHub();
  const senders: Partial<Record<ChannelName, Sender>> = {
    ...(config.demo && { web: webHub.sender }),
    ...options.senders,
  };
  if (options.console) senders.console = createConsoleSender(options.console);
  const delivery = {
    clock,
    storage,
    senders,
    draw: documentDrawer({ prisma, storage, clock, registrarOf: (bankWallet) => deps.registrarOf(bankWallet) }),
  };
  const logged =
    <A extends unknown[]>(what: string, run: (...args: A) => Promise<unknown>) =>
    async (...args: A) => {
      try {
        await run(...args);
      } catch (err) {
        // What was not sent stays in the outbox and is taken up by the sweep.
        logger.error({ err }, what);
      }
    };
  const mailer =
    config.identity.email && (await import("../couriers/create-mailer.ts")).createMailer(config.identity.email);
  const deps: Deps = {
    clock,
    storage,
    registrarOf: patientBanks(
      openBanks({
        folder: config.banks.dir,
        sandbox,
        files: files.registrar,
        desk: createBankDesk(prisma),
        clock,
        callMs: options.bankCallMs ?? bankCallMs,
      }),
      clock,
      (err) => logger.error({ err }, "bank not open"),
    ),
    ...(options.windowSeconds !== undefined && { windowSeconds: options.windowSeconds }),
    loopLimitPerMinute: config.loopLimitPerMinute,
    proofIdleMs: config.identity.proofIdleMinutes * 60_000,
    messageTextDays: config.identity.messageTextDays,
    ...(config.publicUrl !== undefined && { centralUrl: `${config.publicUrl}/central` }),
    mint: codeMint,
    couriers: createCouriers({ sms: config.identity.sms, mailer }),
    ...(mailer && { mailer }),
    sendsTo: (channel) => senders[channel] !== undefined,
    watch: metrics.watch,
    deliverDue: logged("delivery failed", () => deliverDue(delivery)),
    sendNow: logged("delivery failed", (messages) => deliverMessages(delivery, messages)),
  };
  const webhooks = createWebhookDesk(prisma, queue.enqueueIn);
  const push = config.erpWebhook && {
    outbox: createEventOutbox(prisma, config.erpWebhook.url),
    receiver: createReceiver(config.erpWebhook),
    clock,
  };
  const running = await openChannels({
    names: options.channels ?? [],
    config,
    logger,
    clock,
    times: options,
    deskOf: (name) => ({
      ...createChannelStore(prisma, name, clock),
      takeIn: (message) => takeMessageIn(deps, message),
      answer: logged("turn failed", (chatId: string) => runTurns(deps, chatId)),
    }),
  });
  for (const name of ["telegram", "whatsapp"] as const) {
    const channel = running[name];
    if (channel) senders[name] = channel.sender;
  }
  const channels = Object.values(running);
  const handlers: Handlers = {
    registerBoleto: (boletoId) => registerBoleto(deps, boletoId),
    cancelBoleto: (boletoId) => cancelBoleto(deps, boletoId),
    askBank: (question) => askBank(deps, question),
    lookUpBoleto: (of) => lookUpBoleto(deps, of),
    readWebhook: (webhookId) => readWebhook(deps, { desk: webhooks, readers: webhookReaders }, webhookId),
    async pushEvents() {
      if (push) await pushEvents(push);
    },
    sendCode: (codeId) => sendCode(deps, codeId),
    mailBoleto: (boletoId) => mailBoleto({ ...delivery, mailer }, boletoId),
    eraseExpired: () => eraseExpired(deps),
    linkContracts: (runId) => doLinkRun(prisma, runId, clock.now),
    deliver: () => deliverDue(delivery),
    async morning() {
      if (config.demo) demoDay = await fillDemo();
      await expireBoletos(deps);
      // Before the lock: what is made today may go to its bank today.
      await makeInvoices(deps);
      await lockChoices(deps);
      await lookUpPayable(deps);
    },
    remittances: () => makeDueRemittances(deps),
  };
  const sweepAll = async () => {
    await sweep(deps);
    const waiting = await push?.outbox.waiting(clock.now());
    if (waiting !== undefined)
      await storage.transaction((records) => records.enqueue({ name: "push-events" }, undefined, waiting));
    // A machine that slept has missed its morning: the demo's dates would go stale.
    if (demoDay && demoDay < localDate(new Date(clock.now().getTime() - morningMs))) await handlers.morning();
  };
  // A process that only runs a channel still sends what others have for it.
  const sweeping = works ? sweepAll : channels.length > 0 ? () => deliverDue(delivery) : undefined;
  const sweepOne = sweeping && logged("sweep failed", sweeping);
  const settleDoubtful = logged("sweep failed", () => settleUnknown(delivery));
  const untilDue = async () => {
    const now = clock.now();
    const channels = Object.keys(senders) as ChannelName[];
    const next = await storage.nextMessageDue({ channels, answers: works, now });
    return next && next.getTime() - now.getTime();
  };
  const messages =
    sweepOne &&
    startSweep(async () => {
      await sweepOne();
      await settleDoubtful();
      // Where the database is away the next look is the slow one.
      return untilDue().catch(() => undefined);
    });
  const stopReturns = works ? files.watchReturns({ dir: config.returnsDir, deps, logger }) : async () => {};
  await Promise.all(channels.map((channel) => channel.start()));
  const jobs = works ? await startWorkers(queue.boss, handlers, logger) : undefined;
  if (messages)
    await queue.hear((entered) => {
      if (entered === undefined || entered === "message" || (entered === "event" && push)) messages.wake();
      if (entered === undefined || entered === "job") jobs?.wake();
    });
  if (works) {
    // The morning may have passed while nothing ran.
    await queue.boss.send("morning", {}, { singletonKey: "start", singletonSeconds: 60 });
  }

  return {
    config,
    logger,
    database,
    prisma,
    storage,
    queue,
    deps,
    handlers,
    sweep: sweepAll,
    webHub,
    webhooks,
    draw: delivery.draw,
    metrics: metrics.registry,
    telegram: running.telegram,
    /** A link that hands a Telegram chat over to a subscriber, once. */
    createChatLink: (subscriberId: string) =>
      createChatLink(prisma, { subscriberId, botId: config.telegram?.botId }, clock.now()),
    /** A token that opens the Central as a subscriber, once; `records.useLink(token, "central", now)` takes it. */
    createCentralLink: async (subscriberId: string) =>
      (await createLoginLink(prisma, { subscriberId, purpose: "central" }, clock.now())).token,
    receive: (message: IncomingMessage) => receiveMessage(deps, message),
    async close() {
      await Promise.all(channels.map((channel) => channel.stop()));
      await messages?.stop();
      await jobs?.stop();
      await stopReturns();
      await queue.stop();
      clock.stop();
      await prisma.$disconnect();
      await pools.end();
      await database.close();
    },
  };
}

const givenClock = (clock: Clock): DatabaseClock => ({ now: () => clock.now(), stop() {} });

const clockOf = ({ hot }: Pools, logger: Logger): Promise<DatabaseClock> =>
  startDatabaseClock({
    asked: async () => {
      const { rows } = await hot.query("SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now");
      return rows[0].now;
    },
    onJump: (ms) => logger.warn({ ms }, "the database's clock jumped"),
  });

async function refuseDemoData(prisma: ReturnType<typeof createPrismaClient>): Promise<void> {
  const provider = await prisma.provider.findUnique({ where: { id: 1 } });
  if (provider?.isDemo)
    throw new AppError(
      "demo-data",
      "Este banco tem os dados da demonstração. Use outro banco ou pasta para o provedor de verdade, ou DEMO=on.",
    );
}
