import type { TelegramChannel } from "../bots/telegram/create-telegram.ts";
import type { Timings as TelegramTimings } from "../bots/telegram/timings.ts";
import type { Timings as WhatsappTimings } from "../bots/whatsapp/timings.ts";
import type { Config } from "../config.ts";
import type { Channel, ChannelDesk } from "../core/channel-ports.ts";
import type { Clock } from "../core/ports.ts";
import type { Logger } from "../logger.ts";

/** The channels that have a client of their own. `start` opens them, and `--only` accepts their names. */
export const externalChannels = ["telegram", "whatsapp"] as const;
export type ExternalChannel = (typeof externalChannels)[number];

/** Times that replace the default timings of the channels. */
export interface ChannelTimes {
  telegramTimings?: Partial<TelegramTimings>;
  whatsappTimings?: Partial<WhatsappTimings>;
}

/** The channels that run in this process. */
export interface OpenChannels {
  telegram?: TelegramChannel;
  whatsapp?: Channel;
}

/**
 * Creates the requested channels, as far as they are configured, without starting them. The clients of other channels
 * are not imported, because a loaded module stays in memory.
 */
export async function openChannels({
  names,
  config,
  deskOf,
  logger,
  clock,
  times,
}: {
  names: readonly ExternalChannel[];
  config: Config;
  deskOf(name: ExternalChannel): ChannelDesk;
  logger: Logger;
  clock: Clock;
  times: ChannelTimes;
}): Promise<OpenChannels> {
  const { telegram, whatsapp } = config;
  const partsOf = (channel: ExternalChannel) => ({
    desk: deskOf(channel),
    logger: logger.child({ channel }),
    clock,
  });
  return {
    ...(telegram &&
      names.includes("telegram") && {
        telegram: (await import("../bots/telegram/create-telegram.ts")).createTelegram({
          ...partsOf("telegram"),
          config: telegram,
          ...(times.telegramTimings && { timings: times.telegramTimings }),
        }),
      }),
    ...(whatsapp &&
      names.includes("whatsapp") && {
        whatsapp: (await import("../bots/whatsapp/create-whatsapp.ts")).createWhatsapp({
          ...partsOf("whatsapp"),
          settings: whatsapp,
          ...(times.whatsappTimings && { timings: times.whatsappTimings }),
        }),
      }),
  };
}
