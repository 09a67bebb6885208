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
  /** The text is a code to copy and is shown unchanged, including asterisks. */
  verbatim?: true;
}

/** A subscriber of the demo, whom a visitor can choose on the page. */
export interface WebPerson {
  phone: string;
  name: string;
  story: string;
}

/** The web channel as its page uses it. `address` is the id of a thread, which cannot be guessed. */
export interface WebChat {
  people(): readonly WebPerson[];
  open(phone: string): Promise<string>;
  personOf(address: string): Promise<WebPerson | undefined>;
  receive(message: { address: string; externalId: string; text: string; list?: number }): Promise<void>;
  /**
   * Returns the messages of the thread, oldest first. With `since`, only those that were written or sent from then on.
   */
  messages(address: string, since?: Date): Promise<readonly WebMessage[]>;
  /** Calls `listener` whenever there may be new messages. Returns a function that unsubscribes. */
  onChange(address: string, listener: () => void): () => void;
  /** Returns the file of a message, if the message belongs to the thread. */
  document(address: string, messageId: string): Promise<({ fileName: string } & OutboundFile) | undefined>;
}
