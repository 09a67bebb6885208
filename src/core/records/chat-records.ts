import type { ChannelName, InboundBody } from "../channel-ports.ts";
import type { Reply } from "../conversation/turn.ts";
import type { PhoneOwners } from "../identity/proof.ts";
import type { MessageSubject } from "../message-key.ts";

/** One person's thread. */
export interface Chat {
  id: string;
  /** Changes whenever the chat does. */
  version: string;
  channel: ChannelName;
  address: string;
  phone?: string;
  state: unknown;
  /** When the person wrote, or a notice changed the question, last. */
  lastActiveAt?: Date;
  personUntil?: Date;
  loopWindowAt?: Date;
  loopCount: number;
  /** Whose this phone is. */
  owners: PhoneOwners;
  /** Whose the chat is by a link. */
  linked?: { id: string; name: string };
  /** Whose it is by a one-time code, and until when that holds. */
  proven?: { id: string; name: string; until: Date };
  /** Whose CPF digits were confirmed from it. */
  confirmedId?: string;
}

/** A message that waits for its turn. */
export interface WaitingMessage {
  id: string;
  body: InboundBody;
  attempts: number;
}

/** What a chat knows from now on; null for nothing, absent where it stays. */
export interface ChatKeep {
  /** The phone that proves the chat's subscriber. */
  phone?: string | null;
  /** Whose it is by a link. */
  linkedId?: string | null;
  /** Whose it is by a code, and until when. */
  provenId?: string | null;
  provenUntil?: Date | null;
  confirmedId?: string | null;
  noticesOffAt?: Date | null;
}

/** What a turn leaves behind, written in one statement. `version` is the chat's as it was read. */
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
  /** Replies are this process's to send until then; absent where it has no way to send them. */
  claimedUntil?: Date;
}

/** Chats and what they are told, inside a transaction. */
export interface ChatRecords {
  /** Locks chats, always in the same order. */
  lockChats(chatIds: readonly string[]): Promise<Pick<Chat, "id" | "state">[]>;
  saveState(chatId: string, state: unknown, now: Date): Promise<void>;
  /** Stores what is to be sent, once, and in that order. */
  addMessages(
    subject: Exclude<MessageSubject, { kind: "reply" }>,
    messages: {
      replies: readonly Reply[];
      dueAt: Date;
      /** The person at the provider who says it; absent: the bot does. */
      writtenBy?: string;
    },
  ): Promise<void>;
  /** The bot is silent in a chat until then; null: it answers. */
  keepSilent(chatId: string, until: Date | null): Promise<void>;
  /** May a chat see a contract: is it its subscriber's, or its phone authorised for it? */
  chatMaySee(chatId: string, contractId: string): Promise<boolean>;
}
