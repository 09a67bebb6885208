import type { ChannelName, OutboundFile, Sender } from "../../channel-ports.ts";
import type { ReplyDocument } from "../../conversation/turn.ts";
import type { Clock, Storage } from "../../ports.ts";

/** After this time, in milliseconds, a message that was not sent, or whose outcome is not known, is given up. */
export const giveUpAfterMs = 24 * 3_600_000;

/** What sending messages needs. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** Draws a file from the data as it is now. Throws AppError for a boleto that may not be handed over. */
  draw: (document: ReplyDocument) => Promise<OutboundFile>;
}
