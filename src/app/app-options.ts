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
  /** Overrides the registration window of every bank wallet, in seconds, for trials. */
  windowSeconds?: number;
  /** Runs jobs and sends the outbox; true by default. */
  works?: boolean;
  /** Output of the console channel, if this process has one. */
  console?: Parameters<typeof createConsoleSender>[0];
  senders?: Partial<Record<ChannelName, Sender>>;
  /** Configured channels that this process runs; none by default. */
  channels?: readonly ExternalChannel[];
  /** Replaces `openDatabase`. */
  openDatabase?: typeof openDatabase;
  /** Timeout of a whole call to a bank; must be below the ten seconds that a job allows. */
  bankCallMs?: number;
}
