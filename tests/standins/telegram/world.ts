import { BotApiError, badRequest } from "./bot-api-error.ts";
import type { Chat, Document, Message, ReplyMarkup, User } from "./wire.ts";

/** Everything there is: people, chats, messages, files. */
export type World = ReturnType<typeof createWorld>;

/** A chat as both sides see it. */
export interface Room {
  chat: Chat;
  messages: Message[];
  /** The person pressed start: before that a bot may not write. */
  started: boolean;
  blocked: boolean;
  /** What stands in place of the person's keyboard. */
  keyboard?: ReplyMarkup;
  typing: number;
}

/** A tap that waits for its answer. */
export interface Tap {
  at: number;
  answers: { text?: string; show_alert?: boolean }[];
}

export const theBot: User = {
  id: 123456789,
  is_bot: true,
  first_name: "Faturabot",
  username: "faturabot_de_teste_bot",
};

/** An empty world; `now` stamps its messages. */
export function createWorld(now: () => Date) {
  const rooms = new Map<number, Room>();
  const files = new Map<string, Document & { bytes: Buffer }>();
  const taps = new Map<string, Tap>();
  let nextMessageId = 1;
  return {
    rooms,
    files,
    taps,
    seconds: () => Math.floor(now().getTime() / 1000),
    room(chat: Chat): Room {
      const room = rooms.get(chat.id) ?? { chat, messages: [], started: false, blocked: false, typing: 0 };
      rooms.set(chat.id, room);
      return room;
    },
    /** The room a bot may write to now. */
    openRoom(chatId: number): Room {
      const room = rooms.get(chatId);
      if (!room || (room.chat.type === "private" && !room.started)) throw badRequest("chat not found");
      if (room.blocked) throw new BotApiError(403, "Forbidden: bot was blocked by the user");
      return room;
    },
    write(room: Room, message: Omit<Message, "message_id" | "date" | "chat">): Message {
      const written = { message_id: nextMessageId++, date: this.seconds(), chat: room.chat, ...message };
      room.messages.push(written);
      return written;
    },
  };
}
