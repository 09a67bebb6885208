import { createTelegram, type TelegramChannel } from "./bots/telegram/create-telegram.ts";
import type { Pace } from "./bots/telegram/pace.ts";
import { createWhatsapp } from "./bots/whatsapp/create-whatsapp.ts";
import type { Timings } from "./bots/whatsapp/timings.ts";
import type { Config } from "./config.ts";
import type { Channel, ChannelDesk } from "./core/channel-ports.ts";
import type { Clock } from "./core/ports.ts";
import type { Logger } from "./logger.ts";

/** A channel with a client of its own. */
export type ExternalChannel = "telegram" | "whatsapp";

/** How long a channel's far end may take, if not as usual. */
export interface ChannelTimes {
  pace?: Partial<Pace>;
  whatsappTimings?: Partial<Timings>;
}

/** The channels that run in this process. */
export interface OpenChannels {
  telegram?: TelegramChannel;
  whatsapp?: Channel;
}

/** Makes each of the channels asked for, where it is configured. None is started yet. */
export function openChannels(of: {
  names: readonly ExternalChannel[];
  config: Config;
  deskOf(name: ExternalChannel): ChannelDesk;
  logger: Logger;
  clock: Clock;
  times: ChannelTimes;
}): OpenChannels {
  const { names, clock, times } = of;
  const { telegram, whatsapp } = of.config;
  const partsOf = (channel: ExternalChannel) => ({
    desk: of.deskOf(channel),
    logger: of.logger.child({ channel }),
    clock,
  });
  return {
    ...(telegram &&
      names.includes("telegram") && {
        telegram: createTelegram({
          ...partsOf("telegram"),
          config: telegram,
          ...(times.pace && { pace: times.pace }),
        }),
      }),
    ...(whatsapp &&
      names.includes("whatsapp") && {
        whatsapp: createWhatsapp({
          ...partsOf("whatsapp"),
          settings: whatsapp,
          ...(times.whatsappTimings && { timings: times.whatsappTimings }),
        }),
      }),
  };
}
