import type { ChannelName, InboundBody } from "../channel-ports.ts";
import type { Reply } from "../conversation/turn.ts";
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
  /** The last time that the person wrote or a notice changed the current question. */
  lastActiveAt?: Date;
  personUntil?: Date;
  loopWindowAt?: Date;
  loopCount: number;
  /** Owners of the phone. */
  owners: PhoneOwners;
  /** The subscriber identified by a link. */
  linked?: { id: string; name: string };
  /** The subscriber identified by a one-time code, until it expires. */
  proven?: { id: string; name: string; until: Date };
  /** The account whose CPF digits were confirmed in this chat. */
  confirmedId?: string;
}

/** A message that waits to be answered. */
export interface WaitingMessage {
  id: string;
  body: InboundBody;
  attempts: number;
}

/** Changes to a chat's identification and preferences: null clears a field, an absent one keeps its value. */
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

/** The result of a turn, written in one statement. `version` is the chat's version when it was read. */
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
  /** Locks chats, always in the same order to avoid deadlocks. */
  lockChats(chatIds: readonly string[]): Promise<Pick<Chat, "id" | "state">[]>;
  saveState(chatId: string, state: unknown, now: Date): Promise<void>;
  /** Stores messages to be sent, once for each subject, in the given order. */
  addMessages(
    subject: Exclude<MessageSubject, { kind: "reply" }>,
    messages: {
      replies: readonly Reply[];
      dueAt: Date;
      /** The human agent who wrote it; absent for the bot. */
      writtenBy?: string;
    },
  ): Promise<void>;
  /** Silences the bot in a chat until a time; null lets it answer again. */
  keepSilent(chatId: string, until: Date | null): Promise<void>;
  /** May the chat see the contract, as its subscriber or by an authorised phone? */
  chatMaySee(chatId: string, contractId: string): Promise<boolean>;
}
