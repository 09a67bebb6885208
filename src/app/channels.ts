import type { TelegramChannel } from "../bots/telegram/create-telegram.ts";
import type { Pace } from "../bots/telegram/pause-after.ts";
import type { Timings } from "../bots/whatsapp/timings.ts";
import type { Config } from "../config.ts";
import type { Channel, ChannelDesk } from "../core/channel-ports.ts";
import type { Clock } from "../core/ports.ts";
import type { Logger } from "../logger.ts";

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

/** Makes each of the channels asked for, where it is configured. None is started yet; a client that is not run is not read. */
export async function openChannels(of: {
  names: readonly ExternalChannel[];
  config: Config;
  deskOf(name: ExternalChannel): ChannelDesk;
  logger: Logger;
  clock: Clock;
  times: ChannelTimes;
}): Promise<OpenChannels> {
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
        telegram: (await import("../bots/telegram/create-telegram.ts")).createTelegram({
          ...partsOf("telegram"),
          config: telegram,
          ...(times.pace && { pace: times.pace }),
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
