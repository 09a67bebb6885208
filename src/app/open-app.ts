import type { Config } from "../config.ts";
import type { ChannelName, IncomingMessage } from "../core/channel-ports.ts";
import { receiveMessage } from "../core/use-cases/turn/receive-message.ts";
import { createChatLink } from "../storage/chats/chat-links.ts";
import { createLoginLink } from "../storage/login-links.ts";
import type { AppOptions } from "./app-options.ts";
import { openChannels } from "./channels.ts";
import { openData } from "./data.ts";
import { jobWork } from "./jobs.ts";
import { OpenResources } from "./open-resources.ts";
import { createServices } from "./services.ts";
import { recover, startWork } from "./work.ts";

/** A running application, and the way to stop it. */
export type App = Awaited<ReturnType<typeof openApp>>;

/**
 * Opens the database, connects the use cases with channels, banks and jobs, and starts the background work. If a part
 * cannot be opened, closes everything again and throws.
 */
export async function openApp(config: Config, options: AppOptions) {
  const resources = new OpenResources();
  try {
    return await openParts(config, options, resources);
  } catch (error) {
    // Resources that stay open would keep the process alive.
    await resources.close().catch((err) => options.logger.error({ err }, "not everything was closed"));
    throw error;
  }
}

async function openParts(config: Config, options: AppOptions, resources: OpenResources) {
  const { logger } = options;
  const data = await openData(config, options, resources);
  const { database, prisma, clock, queue, storage, demo } = data;

  const services = await createServices(config, options, data);
  const { deps, delivery, deskOf, eventPush, mailer, metrics, webHub, webhooks } = services;

  const names = options.channels ?? [];
  const running = await openChannels({ names, config, logger, clock, times: options, deskOf });
  for (const [name, { sender }] of Object.entries(running)) delivery.senders[name as ChannelName] = sender;

  const jobParts = { deps, delivery, prisma, webhooks, mailer, eventPush, demo };
  const jobs = jobWork(jobParts);
  const recoverNow = () => recover(jobParts);
  const channels = Object.values(running);
  await startWork(config, options, { data, services, channels, jobs, recover: recoverNow }, resources);

  return {
    config,
    logger,
    database,
    prisma,
    storage,
    queue,
    deps,
    jobs,
    recover: recoverNow,
    webHub,
    webhooks,
    draw: delivery.draw,
    metrics: metrics.registry,
    telegram: running.telegram,
    /** Creates a link that can be used once and connects a Telegram chat with a subscriber. */
    createChatLink: (subscriberId: string) =>
      createChatLink(prisma, { subscriberId, botId: config.telegram?.botId }, clock.now()),
    /**
     * Creates a token that opens the Central once, as a given subscriber. `records.useLink(token, "central", now)`
     * redeems it.
     */
    createCentralLink: async (subscriberId: string) =>
      (await createLoginLink(prisma, { subscriberId, purpose: "central" }, clock.now())).token,
    receive: (message: IncomingMessage) => receiveMessage(deps, message),
    close: () => resources.close(),
  };
}
