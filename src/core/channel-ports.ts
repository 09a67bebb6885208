import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { Reply } from "./conversation/turn.ts";
import type { MessageSubject } from "./message-key.ts";

/** A messaging channel. */
export type ChannelName = "console" | "web" | "telegram" | "whatsapp";

/**
 * Content of an inbound message, as stored. `sentAt` (ISO 8601) is the channel's timestamp, if it has one. "contact" is
 * the sender's own phone, verified by the channel; any other shared contact is "media".
 */
export type InboundBody =
  | { kind: "text"; text: string; list?: number; sentAt?: string }
  | { kind: "contact"; phone: string }
  /** The token of the link that opened the chat. */
  | { kind: "link"; token: string }
  | { kind: "media"; media: string };

/** A message received from a channel. `phone` is set only if the channel has verified it. */
export interface IncomingMessage {
  channel: ChannelName;
  address: string;
  phone?: string;
  externalId: string;
  body: InboundBody;
}

/** A message that is ready to be sent. */
export interface OutboundMessage {
  id: string;
  chatId: string;
  channel: ChannelName;
  address: string;
  reply: Reply;
  kind: MessageSubject["kind"];
  topic?: string;
  /** Index among the messages that were written together. */
  part: number;
  attempts: number;
  /** Due time; absent on a message that was written just now. */
  dueAt?: Date;
  /** Until this time only the process that claimed it may send it. */
  claimedUntil?: Date;
  boletoId?: string;
  boletoStatus?: BoletoStatus;
}

/** A file attached to a message. */
export interface OutboundFile {
  mediaType: "application/pdf" | "text/plain" | "image/png";
  bytes: Uint8Array;
}

/**
 * Sends messages over a channel. `send` times out after 15 s. Throws AppError if the message was not sent, with `retry`
 * or `retryAt`; code "unreachable" if the person cannot be reached at all, "outcome-unknown" if it may have been sent.
 */
export interface Sender {
  /** Shows the person that a file is coming while it is rendered. Not awaited; never throws. */
  prepares?(message: OutboundMessage): void;
  send(message: OutboundMessage, file: OutboundFile | undefined): Promise<{ providerMessageId?: string }>;
  /** Checks whether a message of unknown outcome was sent. */
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

/** The operations and the storage that a channel needs from the core. */
export interface ChannelDesk {
  /** Stores a message and returns the id of its chat. Committed when the promise resolves. */
  takeIn(message: IncomingMessage): Promise<string>;
  /** Answers the waiting messages of a chat. Never throws: recovery picks up what is left. */
  answer(chatId: string): Promise<void>;
  /** Records a delivery receipt. Returns false if no sent message with this id is known yet. */
  acknowledge(receipt: { providerMessageId: string; state: "delivered" | "failed" }): Promise<boolean>;
  markReachable(address: string, reachable: boolean): Promise<void>;
  /** The channel's file id of a boleto's PDF that was sent before, for reuse. */
  sentFile(boletoId: string): Promise<string | undefined>;
  keepSentFile(boletoId: string, fileRef: string): Promise<void>;
  /** Facts about a chat that only its channel needs. */
  memory(address: string): Promise<unknown>;
  remember(address: string, memory: unknown): Promise<void>;
  /** Takes or renews a lease for `forMs`. Returns false if another holder has it. */
  takeLease(name: string, holder: string, forMs: number): Promise<boolean>;
  releaseLease(name: string, holder: string): Promise<void>;
  /** The version of the numbered list that a sent message showed. */
  listShown(providerMessageId: string): Promise<number | undefined>;
  /** Has this person ever written to us? */
  hasWritten(address: string): Promise<boolean>;
  /** Number of notices sent since a time. */
  noticesSince(at: Date): Promise<number>;
  /** Records the channel's status for the operator. */
  report(status: { state: string; detail?: Readonly<Record<string, unknown>> }): Promise<void>;
}

/** A link that opens a chat identified as a subscriber's, or the reason why there is none. */
export type ChatLink = { kind: "link"; url: string; expiresAt: Date } | { kind: "telegram-off" | "telegram-not-yet" };
