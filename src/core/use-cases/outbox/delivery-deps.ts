import type { ChannelName, OutboundFile, Sender } from "../../channel-ports.ts";
import type { ReplyDocument } from "../../conversation/turn.ts";
import type { Clock, Storage } from "../../ports.ts";

/** After this time an undelivered or unconfirmed message is no longer useful. */
export const giveUpAfterMs = 24 * 3_600_000;

/** Dependencies of message delivery. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** Draws a file from the current data. Throws AppError for a boleto that may not be handed over. */
  draw: (document: ReplyDocument) => Promise<OutboundFile>;
}
