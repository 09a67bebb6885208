import type { ChannelName, OutboundFile, Sender } from "../../channel-ports.ts";
import type { ReplyDocument } from "../../conversation/turn.ts";
import type { Clock, Storage } from "../../ports.ts";

/** After this time, in milliseconds, a message that was not sent, or whose outcome is not known, is given up. */
export const giveUpAfterMs = 24 * 3_600_000;

/**
 * The deliveries of one process. Once `ends` is set, a delivery finishes the message that it is sending and gives the
 * rest back, so that a process that ends in good order leaves nothing claimed.
 */
export interface UnderWay {
  ends: boolean;
  deliveries: Set<Promise<void>>;
}

/** What sending messages needs. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** The deliveries of this process; absent if nothing ends them. */
  underWay?: UnderWay;
  /** Draws a file from the data as it is now. Throws AppError for a boleto that may not be handed over. */
  draw: (document: ReplyDocument) => Promise<OutboundFile>;
}
