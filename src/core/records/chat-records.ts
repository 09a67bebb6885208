import type { ChannelName, InboundBody, OutboxTrace } from "../channel-ports.ts";
import type { Reply } from "../conversation/turn.ts";
import type { Registered } from "../identity/access.ts";
import type { PhoneOwners } from "../identity/proof.ts";
import type { MessageSubject } from "../message-key.ts";

/** A conversation with one person. */
export interface Chat {
  id: string;
  /** Changes whenever the chat does. */
  version: string;
  channel: ChannelName;
  address: string;
  phone?: string;
  state: unknown;
  /** When the person wrote last, or when a notice last changed the question that is open. */
  lastActiveAt?: Date;
  personUntil?: Date;
  loopWindowAt?: Date;
  loopCount: number;
  /** To whom the phone belongs. */
  owners: PhoneOwners;
  /** The subscriber identified by a link. */
  linked?: Registered;
  /** The subscriber identified by a one-time code, until it expires. */
  proven?: Registered & { until: Date };
  /** The account whose CPF digits were confirmed in this chat. */
  confirmedId?: string;
}

/** A message that waits to be answered. */
export interface WaitingMessage {
  id: string;
  body: InboundBody;
  attempts: number;
}

/**
 * What a turn changes about the identification and the preferences of a chat. A field with null is cleared; an absent
 * field keeps its value.
 */
export interface ChatKeep {
  /** The phone that identifies the chat's subscriber. */
  phone?: string | null;
  /** The subscriber identified by a link. */
  linkedId?: string | null;
  /** The subscriber identified by a one-time code, until `provenUntil`. */
  provenId?: string | null;
  provenUntil?: Date | null;
  confirmedId?: string | null;
  noticesOffAt?: Date | null;
}

/** The end of a turn, which one statement writes. `version` is the version of the chat when it was read. */
export interface TurnEnd {
  chatId: string;
  version: string;
  messageId: string;
  state: unknown;
  now: Date;
  loopWindowAt: Date;
  loopCount: number;
  personUntil?: Date;
  keep: ChatKeep;
  replies: readonly Reply[];
  /** Until this time only this process may send the replies; absent if it does not run the channel. */
  claimedUntil?: Date;
}

/** Chats and messages to them, inside a transaction. */
export interface ChatRecords {
  /** Locks chats, always in the same order, so that two transactions cannot wait for each other. */
  lockChats(chatIds: readonly string[]): Promise<Pick<Chat, "id" | "state">[]>;
  saveState(chatId: string, state: unknown, now: Date): Promise<void>;
  /**
   * Stores messages that have to be sent, in this order. If messages with the same subject are stored already, nothing
   * changes.
   */
  addMessages(
    subject: Exclude<MessageSubject, { kind: "reply" }>,
    messages: {
      replies: readonly Reply[];
      dueAt: Date;
      /** The human agent who wrote it; absent for the bot. */
      writtenBy?: string;
    },
  ): Promise<void>;
  /** Returns the newest messages to a chat, at most 100. */
  outboxOf(chatId: string): Promise<OutboxTrace[]>;
  /** Stores a message that was sent without us. Returns false if it is stored already. */
  keepSent(
    subject: Extract<MessageSubject, { kind: "person" }>,
    message: { text: string; providerMessageId: string; writtenBy: string; at: Date },
  ): Promise<boolean>;
  /** Keeps the bot from answering in a chat until a time; with null, it answers again. */
  keepSilent(chatId: string, until: Date | null): Promise<void>;
  /** Returns true if the chat may see the contract, because it belongs to the subscriber or its phone is authorised. */
  chatMaySee(chatId: string, contractId: string): Promise<boolean>;
}
