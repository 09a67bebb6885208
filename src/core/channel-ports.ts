import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { Reply } from "./conversation/turn.ts";
import type { MessageSubject } from "./message-key.ts";

/** A way by which people write. */
export type ChannelName = "console" | "web" | "telegram" | "whatsapp";

/**
 * What a person sent, as it is stored. `sentAt` (ISO) is the channel's own word, where it has one. A contact is the
 * sender's own phone, vouched for by the channel; any other is media.
 */
export type InboundBody =
  | { kind: "text"; text: string; list?: number; sentAt?: string }
  | { kind: "contact"; phone: string }
  /** What a link carried that opened the chat. */
  | { kind: "link"; token: string }
  | { kind: "media"; media: string };

/** A message at the door. `phone` only where the channel vouches for it. */
export interface IncomingMessage {
  channel: ChannelName;
  address: string;
  phone?: string;
  externalId: string;
  body: InboundBody;
}

/** A message to somebody, ready to be sent. */
export interface OutboundMessage {
  id: string;
  chatId: string;
  channel: ChannelName;
  address: string;
  reply: Reply;
  kind: MessageSubject["kind"];
  topic?: string;
  /** Its place among those that were written together. */
  part: number;
  attempts: number;
  /** Since when it is to be sent; absent on what was written a moment ago. */
  dueAt?: Date;
  /** It is this process's to send until then. */
  claimedUntil?: Date;
  boletoId?: string;
  boletoStatus?: BoletoStatus;
}

/** A file that goes out with a message. */
export interface OutboundFile {
  mediaType: "application/pdf" | "text/plain" | "image/png";
  bytes: Uint8Array;
}

/**
 * A channel's way out. `send` gives up after 15 s and throws AppError where it did not go, with `retry` or `retryAt`;
 * "unreachable" where the person cannot be reached at all, "outcome-unknown" where it may have gone.
 */
export interface Sender {
  /** Shows the person that a file is on its way, while it is drawn. Nobody waits for it, and it never throws. */
  prepares?(message: OutboundMessage): void;
  send(message: OutboundMessage, file: OutboundFile | undefined): Promise<{ providerMessageId?: string }>;
  /** Looks whether a message of unknown outcome went. */
  reconcile?(
    message: OutboundMessage,
  ): Promise<{ kind: "sent"; providerMessageId?: string } | { kind: "not-sent" | "unknown" }>;
}

/** A channel that runs in this process. */
export interface Channel {
  sender: Sender;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a channel hands in, and what it keeps. */
export interface ChannelDesk {
  /** Stores a message, committed when this returns; gives its chat. */
  takeIn(message: IncomingMessage): Promise<string>;
  /** Answers the messages of a chat that wait. Never throws: what is left is taken up by the recovery. */
  answer(chatId: string): Promise<void>;
  /** The channel's own word about a message that it took. False where no message of that id is known as sent yet. */
  acknowledge(of: { providerMessageId: string; state: "delivered" | "failed" }): Promise<boolean>;
  markReachable(address: string, reachable: boolean): Promise<void>;
  /** The channel's own name of a boleto's PDF that was sent before. */
  sentFile(boletoId: string): Promise<string | undefined>;
  keepSentFile(boletoId: string, fileRef: string): Promise<void>;
  /** A few facts about a chat that only its channel needs. */
  memory(address: string): Promise<unknown>;
  remember(address: string, memory: unknown): Promise<void>;
  /** True where the lease is this holder's for so long: nobody else has it. */
  takeLease(name: string, holder: string, forMs: number): Promise<boolean>;
  releaseLease(name: string, holder: string): Promise<void>;
  /** The version of the list that a message of ours showed. */
  listShown(providerMessageId: string): Promise<number | undefined>;
  /** Whether this person ever wrote. */
  hasWritten(address: string): Promise<boolean>;
  /** How many notices went out since a moment. */
  noticesSince(at: Date): Promise<number>;
  /** Where the channel stands, for the operator. */
  report(status: { state: string; detail?: Readonly<Record<string, unknown>> }): Promise<void>;
}

/** A link that opens a chat already handed over to somebody, or why there is none. */
export type ChatLink = { kind: "link"; url: string; expiresAt: Date } | { kind: "telegram-off" | "telegram-not-yet" };
