import type { ChannelName, Sender } from "../channel-ports.ts";
import type { Clock, Storage } from "../ports.ts";

/** What delivery works with. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** Draws the PDF of a boleto that may be handed over. */
  pdfOf: (boletoId: string) => Promise<Uint8Array>;
}
