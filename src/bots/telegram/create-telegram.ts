import type { IncomingMessage, ServerResponse } from "node:http";
import { Telegraf } from "telegraf";
import type { TelegramConfig } from "../../config.ts";
import type { Channel, ChannelDesk } from "../../core/channel-ports.ts";
import { telegramCommands } from "../../core/conversation/replies/talk.ts";
import type { Clock } from "../../core/ports.ts";
import type { Logger } from "../../logger.ts";
import { createConnectionState, stateOf } from "./connection-state.ts";
import { createCourtesy } from "./courtesy.ts";
import { createIntake } from "./create-intake.ts";
import { createSender } from "./create-sender.ts";
import { createMenus } from "./menus.ts";
import { pauseAfter, wait } from "./pause-after.ts";
import { TelegramClient } from "./telegram-client.ts";
import { type Timings, usualTimings } from "./timings.ts";

/** Dependencies of the Telegram channel. */
export interface TelegramParts {
  config: TelegramConfig;
  desk: ChannelDesk;
  logger: Logger;
  clock: Clock;
  timings?: Partial<Timings>;
}

/** The Telegram channel. `webhook` handles the requests of Telegram if the bot is configured for webhooks. */
export interface TelegramChannel extends Channel {
  webhook?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  /** Resolves when every received message has been answered. */
  idle(): Promise<void>;
}

const updateTypes = ["message", "callback_query", "my_chat_member"] as const;
const retryAfterSeconds = 2;

/**
 * Creates the Telegram channel. telegraf only parses updates and passes them on; that no update is lost is ensured
 * here. Every update goes through our override of `handleUpdate`, which stores it, then acknowledges it, then answers
 * it.
 */
export function createTelegram({ config, desk, logger, clock, timings: given }: TelegramParts): TelegramChannel {
  const timings = { ...usualTimings, ...given };
  const stopped = new AbortController();
  const { signal } = stopped;
  const states = createConnectionState(desk, logger);
  const reportAndPause = async (error: unknown, failures: number) => {
    await states.enter(stateOf(error), error);
    await wait(pauseAfter(error, failures, timings), signal);
  };
  const client = new TelegramClient({
    token: config.token,
    apiRoot: config.apiRoot,
    deadlineMs: timings.deadlineMs,
    polling: {
      pollSeconds: timings.pollSeconds,
      stopped: signal,
      onFailure: reportAndPause,
      onSuccess: () => void states.enter("ready"),
    },
  });
  const bot = new Telegraf(config.token, { telegram: { webhookReply: false } });
  bot.telegram = client;
  const menus = createMenus();
  const courtesy = createCourtesy({ client, logger, deadlineMs: timings.courtesyMs });
  const intake = createIntake({ desk, menus, courtesy });

  /**
   * Retries until the update is stored or the bot stops. It never rejects, because the polling of telegraf would then
   * confirm an update that is not stored.
   */
  async function untilStored(work: () => Promise<void>): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await work();
      } catch (err) {
        logger.error({ err }, "an update could not be stored; it is tried again");
        await wait(pauseAfter(err, failures, timings), signal);
      }
    }
  }
  bot.handleUpdate = async (update, response) => {
    if (!response) return intake.take(update, untilStored);
    try {
      await intake.take(update);
      response.writeHead(200).end();
    } catch (err) {
      logger.error({ err }, "an update could not be stored; Telegram sends it again");
      response.writeHead(503, { "retry-after": String(retryAfterSeconds) }).end();
    }
  };

  async function open(): Promise<void> {
    await states.enter("opening");
    // telegraf itself would ask only once, and remember a failure for ever.
    bot.botInfo = await client.getMe();
    states.identify(bot.botInfo.username, bot.botInfo.id);
    await client.setMyCommands(telegramCommands);
    if (config.updates.mode === "polling") {
      // Returns only after the bot was stopped.
      await bot.launch({ allowedUpdates: [...updateTypes] }, () => void states.enter("ready"));
      return;
    }
    const { url, secret } = config.updates;
    // `createWebhook` of telegraf is not used, because it changes every address to https.
    await client.setWebhook(url, { secret_token: secret, allowed_updates: [...updateTypes] });
    await states.enter("ready");
  }
  async function run(): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await open();
      } catch (error) {
        if (!signal.aborted) await reportAndPause(error, failures);
      }
    }
  }
  let running = Promise.resolve();
  return {
    sender: createSender({ client, desk, menus, courtesy, clock }),
    ...(config.updates.mode === "webhook" && { webhook: webhookHandler(bot, config.updates) }),
    idle: intake.idle,
    async start() {
      // This is not awaited, because the rest of the service must start even without a network.
      running = run();
    },
    async stop() {
      stopped.abort();
      await running;
      await intake.idle();
    },
  };
}

/** Must be mounted at the root, because telegraf compares the whole path. It passes other requests on to `next`. */
const webhookHandler = (bot: Telegraf, { url, secret }: { url: string; secret: string }) =>
  bot.webhookCallback(new URL(url).pathname, { secretToken: secret });
