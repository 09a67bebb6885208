import type { IncomingMessage, ServerResponse } from "node:http";
import { Telegraf } from "telegraf";
import type { TelegramConfig } from "../../config.ts";
import type { Channel, ChannelDesk } from "../../core/channel-ports.ts";
import { telegramCommands } from "../../core/conversation/replies/talk.ts";
import type { Clock } from "../../core/ports.ts";
import type { Logger } from "../../logger.ts";
import { createCourtesy } from "./courtesy.ts";
import { createIntake } from "./create-intake.ts";
import { createSender } from "./create-sender.ts";
import { createMenus } from "./menus.ts";
import { type Pace, pauseAfter, usualPace, wait } from "./pause-after.ts";
import { createStates, stateOf } from "./states.ts";
import { TelegramClient } from "./telegram-client.ts";

/** What a bot is made of. */
export interface TelegramParts {
  config: TelegramConfig;
  desk: ChannelDesk;
  logger: Logger;
  clock: Clock;
  pace?: Partial<Pace>;
}

/** The bot, with the door at which Telegram hands its updates in, where it does. */
export interface TelegramChannel extends Channel {
  webhook?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  /** Done when all that came in is answered. */
  idle(): Promise<void>;
}

const news = ["message", "callback_query", "my_chat_member"] as const;
const retryAfterSeconds = 2;

/**
 * Telegram over telegraf, which parses and routes; what must not be lost is done here. Every update passes the one
 * override of `handleUpdate`: stored first, acknowledged then, answered after that.
 */
export function createTelegram({ config, desk, logger, clock, pace: given }: TelegramParts): TelegramChannel {
  const pace = { ...usualPace, ...given };
  const stopped = new AbortController();
  const { signal } = stopped;
  const states = createStates(desk, logger);
  const fail = async (error: unknown, failures: number) => {
    await states.become(stateOf(error), error);
    await wait(pauseAfter(error, failures, pace), signal);
  };
  const client = new TelegramClient({
    token: config.token,
    apiRoot: config.apiRoot,
    deadlineMs: pace.deadlineMs,
    polling: {
      pollSeconds: pace.pollSeconds,
      stopped: signal,
      onFailure: fail,
      onSuccess: () => void states.become("ready"),
    },
  });
  const bot = new Telegraf(config.token, { telegram: { webhookReply: false } });
  bot.telegram = client;
  const menus = createMenus();
  const courtesy = createCourtesy({ client, logger, deadlineMs: pace.courtesyMs });
  const intake = createIntake({ desk, menus, courtesy });

  /** For as long as the database does not take it. It never rejects: polling would confirm the update all the same. */
  async function untilStored(work: () => Promise<void>): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await work();
      } catch (err) {
        logger.error({ err }, "an update could not be stored; it is tried again");
        await wait(pauseAfter(err, failures, pace), signal);
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
    await states.become("opening");
    // Telegraf would ask once, and keep a failure for ever.
    bot.botInfo = await client.getMe();
    states.isCalled(bot.botInfo.username, bot.botInfo.id);
    await client.setMyCommands(telegramCommands);
    if (config.updates.mode === "polling") {
      // Comes back when it is stopped.
      await bot.launch({ allowedUpdates: [...news] }, () => void states.become("ready"));
      return;
    }
    const { url, secret } = config.updates;
    // Not telegraf's `createWebhook`, which makes https of any address.
    await client.setWebhook(url, { secret_token: secret, allowed_updates: [...news] });
    await states.become("ready");
  }
  async function run(): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await open();
      } catch (error) {
        if (!signal.aborted) await fail(error, failures);
      }
    }
  }
  let running = Promise.resolve();
  return {
    sender: createSender({ client, desk, menus, courtesy, clock }),
    ...(config.updates.mode === "webhook" && { webhook: doorOf(bot, config.updates) }),
    idle: intake.idle,
    async start() {
      // Without network too: the rest of the service does not wait for it.
      running = run();
    },
    async stop() {
      stopped.abort();
      await running;
      await intake.idle();
    },
  };
}

/** To be used at the root: telegraf compares the whole path, and answers what is not its own with what comes next. */
const doorOf = (bot: Telegraf, { url, secret }: { url: string; secret: string }) =>
  bot.webhookCallback(new URL(url).pathname, { secretToken: secret });
