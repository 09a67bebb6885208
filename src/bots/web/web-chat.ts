import type { OutboundFile } from "../../core/channel-ports.ts";
import type { Choice } from "../../core/conversation/turn.ts";

/** A message of a web thread. */
export interface WebMessage {
  /** Rises with time within a thread. */
  id: string;
  from: "person" | "bot";
  at: Date;
  text: string;
  choices?: readonly Choice[];
  fileName?: string;
  /** A code to be copied, stars and all. */
  verbatim?: true;
}

/** A subscriber of the demo, to be chosen on the page. */
export interface WebPerson {
  phone: string;
  name: string;
  story: string;
}

/** The web channel as its page sees it. `address` is an unguessable name of a thread. */
export interface WebChat {
  people(): readonly WebPerson[];
  open(phone: string): Promise<string>;
  personOf(address: string): Promise<WebPerson | undefined>;
  receive(message: { address: string; externalId: string; text: string; list?: number }): Promise<void>;
  /** The thread's messages, or those written or sent from a moment on, oldest first. */
  messages(address: string, since?: Date): Promise<readonly WebMessage[]>;
  /** Calls back whenever there may be something new; gives the way to stop. */
  onChange(address: string, listener: () => void): () => void;
  /** The paper of one of the thread's own messages. */
  document(address: string, messageId: string): Promise<({ fileName: string } & OutboundFile) | undefined>;
}
