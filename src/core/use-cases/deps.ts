import type { ChannelName, OutboundMessage } from "../channel-ports.ts";
import type { CodeMint } from "../identity/code-mint.ts";
import type { Couriers } from "../identity/courier.ts";
import type { Mailer } from "../mailer.ts";
import type { Clock, RegistrarOf, Storage } from "../ports.ts";

/** Dependencies of the use cases. */
export interface Deps {
  clock: Clock;
  storage: Storage;
  registrarOf: RegistrarOf;
  loopLimitPerMinute: number;
  /** A proof by one-time code lasts this long after the last message. */
  proofIdleMs: number;
  /** Message texts are erased after this time. */
  messageTextDays: number;
  /** Public URL of the Central; absent if not configured. */
  centralUrl?: string;
  mint: CodeMint;
  couriers: Couriers;
  /** Absent if no mail server is configured. */
  mailer?: Mailer;
  /** Returns whether this process can send to a channel. */
  sendsTo: (channel: ChannelName) => boolean;
  /** Counts turns and registration outcomes for the metrics. */
  watch?: { turn(): void; registration(outcome: string): void };
  /** Sends all due messages; never throws. */
  deliverDue: () => Promise<void>;
  /** Sends messages that were just committed; never throws. */
  sendNow: (messages: readonly OutboundMessage[]) => Promise<void>;
}
