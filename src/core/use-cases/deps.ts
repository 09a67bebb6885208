import type { ChannelName, OutboundMessage } from "../channel-ports.ts";
import type { CodeMint } from "../identity/code-mint.ts";
import type { Couriers } from "../identity/courier.ts";
import type { Mailer } from "../mailer.ts";
import type { Clock, RegistrarOf, Storage } from "../ports.ts";

/** What the use cases work with. */
export interface Deps {
  clock: Clock;
  storage: Storage;
  registrarOf: RegistrarOf;
  loopLimitPerMinute: number;
  /** A proof by one-time code is valid for this long after the last message, in milliseconds. */
  proofIdleMs: number;
  /** Number of days after which texts of messages are erased. */
  messageTextDays: number;
  /** The public URL of the Central; absent if none is configured. */
  centralUrl?: string;
  mint: CodeMint;
  couriers: Couriers;
  /** Absent if no mail server is configured. */
  mailer?: Mailer;
  /** Returns true if this process can send to a channel. */
  sendsTo: (channel: ChannelName) => boolean;
  /** Counts turns and the outcomes of registrations, for the metrics. */
  watch?: { turn(): void; registration(outcome: string): void };
  /** Sends all messages that are due. Never throws. */
  deliverDue: () => Promise<void>;
  /** Sends messages that were committed just now. Never throws. */
  sendNow: (messages: readonly OutboundMessage[]) => Promise<void>;
}
