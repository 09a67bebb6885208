import type { ChannelName, OutboundFile, Sender } from "../../channel-ports.ts";
import type { ReplyDocument } from "../../conversation/turn.ts";
import type { Clock, Storage } from "../../ports.ts";

/** A message that did not go for so long, or of which nothing was heard, says nothing that still helps. */
export const givesUpAfterMs = 24 * 3_600_000;

/** What delivery works with. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** Draws a file as it is now: a boleto's only while it may be handed over. */
  draw: (document: ReplyDocument) => Promise<OutboundFile>;
}
