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
  /** A one-time code proves for so long after the last message. */
  proofIdleMs: number;
  /** Texts are kept for so long. */
  messageTextDays: number;
  /** Where the Central is reached from outside; absent where nobody said. */
  centralUrl?: string;
  mint: CodeMint;
  couriers: Couriers;
  /** Absent where no mail server is configured. */
  mailer?: Mailer;
  /** Whether this process has a way to send to a channel. */
  sendsTo: (channel: ChannelName) => boolean;
  /** Told of what happens, for the metrics. */
  watch?: { turn(): void; registration(outcome: string): void };
  /** Sends whatever is due; never throws. */
  deliverDue: () => Promise<void>;
  /** Sends what was just committed; never throws. */
  sendNow: (messages: readonly OutboundMessage[]) => Promise<void>;
}
