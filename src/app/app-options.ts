import type { createConsoleSender } from "../bots/console/console-sender.ts";
import type { ChannelName, Sender } from "../core/channel-ports.ts";
import type { Clock } from "../core/ports.ts";
import type { openDatabase } from "../database/open-database.ts";
import type { Logger } from "../logger.ts";
import type { ChannelTimes, ExternalChannel } from "./channels.ts";

/** Options of an application besides its configuration. */
export interface AppOptions extends ChannelTimes {
  logger: Logger;
  clock?: Clock;
  /** For trials: a registration window in seconds, used instead of the window of every bank wallet. */
  windowSeconds?: number;
  /** Whether this process runs jobs and sends waiting messages; true by default. */
  works?: boolean;
  /** The output of the console channel, if this process has that channel. */
  console?: Parameters<typeof createConsoleSender>[0];
  senders?: Partial<Record<ChannelName, Sender>>;
  /** The channels that this process runs, as far as they are configured; none by default. */
  channels?: readonly ExternalChannel[];
  /** Called if a part without which nothing works cannot go on. */
  onGivenUp?: (error: unknown) => void;
  /** Called instead of `openDatabase`. */
  openDatabase?: typeof openDatabase;
  /** Time limit of a whole call to a bank, in milliseconds. Must be below the ten seconds that a job allows. */
  bankCallMs?: number;
}
