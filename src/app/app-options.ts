import type { createConsoleSender } from "../bots/console/console-sender.ts";
import type { ChannelName, Sender } from "../core/channel-ports.ts";
import type { Clock } from "../core/ports.ts";
import type { openDatabase } from "../database/open-database.ts";
import type { Logger } from "../logger.ts";
import type { ChannelTimes, ExternalChannel } from "./channels.ts";

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
