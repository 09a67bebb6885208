import type { Zone } from "./billing/calendar/zone.ts";
import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { Reply } from "./conversation/turn.ts";
import type { MessageSubject } from "./message-key.ts";

/** A messaging channel. */
export type ChannelName = "console" | "web" | "telegram" | "whatsapp";

/**
 * The content of an incoming message, as it is stored. `sentAt` (ISO 8601) is the time that the channel reported, if it
 * reports one. "contact" is the sender's own phone, which the channel has verified; any other contact that is shared is
 * "media".
 */
export type InboundBody =
  | { kind: "text"; text: string; list?: number; sentAt?: string }
  | { kind: "contact"; phone: string }
  /** The token of the link that opened the chat. */
  | { kind: "link"; token: string }
  | { kind: "media"; media: string; caption?: string };

/** A message received from a channel. `phone` is set only if the channel has verified it. */
export interface IncomingMessage {
  channel: ChannelName;
  address: string;
  /**
   * The id of the sender's account, if the channel has one that stays when the address or the phone changes, such as a
   * LID. The same account is the same chat. If no better address is known, it is the address as well.
   */
  account?: string;
  phone?: string;
  externalId: string;
  body: InboundBody;
}

/** A message from our own number, as the channel repeats it. The address, account and phone are the other side's. */
export interface OwnMessage extends Pick<IncomingMessage, "address" | "account" | "phone" | "body"> {
  externalId: string;
  at: Date;
}

/** A message of the outbox, as far as it tells whether an own message is it. */
export interface OutboxTrace {
  id: string;
  status: "pending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";
  attempts: number;
  text: string;
  fileName?: string;
  providerMessageId?: string;
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
  /** Position among the messages that were written together, from 0. */
  part: number;
  attempts: number;
  /** When the message has to be sent; absent if it was written just now. */
  dueAt?: Date;
  /** Until this time only the process that claimed it may send it. */
  claimedUntil?: Date;
  boletoId?: string;
  boletoStatus?: BoletoStatus;
  /** The zone in which its boleto is paid, whose night is not disturbed; absent if it was written just now. */
  zone?: Zone;
}

/** A file attached to a message. */
export interface OutboundFile {
  mediaType: "application/pdf" | "text/plain" | "image/png";
  bytes: Uint8Array;
}

/**
 * Sends messages over a channel. `send` gives up after 15 seconds. It throws AppError if the message was not sent, with
 * `retry` or `retryAt` if it may be tried again. The code "unreachable" means that the person cannot be reached at all,
 * "outcome-unknown" that the message may have been sent.
 */
export interface Sender {
  /** Shows the person that a file is coming, while it is being drawn. Nobody waits for this, and it never throws. */
  prepares?(message: OutboundMessage): void;
  send(message: OutboundMessage, file: OutboundFile | undefined): Promise<{ providerMessageId?: string }>;
  /** Finds out whether a message whose outcome is unknown was sent. */
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
  /**
   * Reports a message from our own number. If it is none of the outbox, somebody of the company wrote it on the phone
   * itself: the bot then leaves the chat to them.
   */
  ownMessage(message: OwnMessage, isSame: (known: OutboxTrace) => boolean): Promise<void>;
  /** Answers the waiting messages of a chat. Never throws: the recovery answers what is left. */
  answer(chatId: string): Promise<void>;
  /**
   * Records a delivery receipt. Returns false if no message with this id is known to be sent; the receipt may have come
   * first.
   */
  acknowledge(receipt: { providerMessageId: string; state: "delivered" | "failed" }): Promise<boolean>;
  markReachable(address: string, reachable: boolean): Promise<void>;
  /**
   * The id under which the channel keeps the PDF of a boleto that was sent before, so that it need not be uploaded
   * again.
   */
  sentFile(boletoId: string): Promise<string | undefined>;
  keepSentFile(boletoId: string, fileRef: string): Promise<void>;
  /** Data about a chat that only its channel needs. */
  memory(address: string): Promise<unknown>;
  remember(address: string, memory: unknown): Promise<void>;
  /** Takes or renews a lease for `forMs` milliseconds. Returns false if somebody else holds it. */
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

/** A link that opens a chat as an identified subscriber, or the reason why there is none. */
export type ChatLink = { kind: "link"; url: string; expiresAt: Date } | { kind: "telegram-off" | "telegram-not-yet" };
