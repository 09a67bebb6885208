import type { OutboundFile } from "../../core/channel-ports.ts";
import type { Choice } from "../../core/conversation/turn.ts";

/** One message in a web thread. */
export interface WebMessage {
  /** Increases over time within a thread. */
  id: string;
  from: "person" | "bot";
  at: Date;
  text: string;
  choices?: readonly Choice[];
  fileName?: string;
  /** A code to copy: shown as it is, asterisks included. */
  verbatim?: true;
}

/** A demo subscriber that the visitor can choose on the page. */
export interface WebPerson {
  phone: string;
  name: string;
  story: string;
}

/** The web channel as its page uses it. `address` is the unguessable id of a thread. */
export interface WebChat {
  people(): readonly WebPerson[];
  open(phone: string): Promise<string>;
  personOf(address: string): Promise<WebPerson | undefined>;
  receive(message: { address: string; externalId: string; text: string; list?: number }): Promise<void>;
  /** Returns the thread's messages, oldest first; with `since`, only those written or sent from then on. */
  messages(address: string, since?: Date): Promise<readonly WebMessage[]>;
  /** Calls `listener` whenever there may be new messages. Returns a function that unsubscribes. */
  onChange(address: string, listener: () => void): () => void;
  /** Returns the file attached to one of the thread's own messages. */
  document(address: string, messageId: string): Promise<({ fileName: string } & OutboundFile) | undefined>;
}
