// What goes over the wire, as far as this stand-in speaks it.

/** A person, or the bot itself. */
export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

/** Where a message stands. */
export interface Chat {
  id: number;
  type: "private" | "group" | "supergroup" | "channel";
  first_name?: string;
  title?: string;
}

/** A styled stretch of a text; offset and length in UTF-16 units. */
export interface Entity {
  type: string;
  offset: number;
  length: number;
}

/** A button under a message. */
export interface InlineButton {
  text: string;
  callback_data?: string;
  copy_text?: { text: string };
  url?: string;
}

/** A button in place of the keyboard. */
export interface KeyboardButton {
  text: string;
  request_contact?: boolean;
  request_location?: boolean;
}

/** What may come along with a message. */
export type ReplyMarkup =
  | { inline_keyboard: InlineButton[][] }
  | { keyboard: KeyboardButton[][]; one_time_keyboard?: boolean; resize_keyboard?: boolean }
  | { remove_keyboard: true };

/** A file that was sent. */
export interface Document {
  file_id: string;
  file_unique_id: string;
  file_name: string;
  mime_type: string;
  file_size: number;
}

/** A message of a chat; whatever else a person may send stands beside these. */
export interface Message {
  message_id: number;
  date: number;
  chat: Chat;
  from?: User;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  document?: Document;
  reply_markup?: ReplyMarkup;
  edit_date?: number;
  [more: string]: unknown;
}

/** News for the bot. */
export interface Update {
  update_id: number;
  message?: Message;
  edited_message?: Message;
  channel_post?: Message;
  callback_query?: { id: string; from: User; chat_instance: string; message: Message; data: string };
  my_chat_member?: Record<string, unknown> & { chat: Chat };
}

/** The chat an update is about. */
export function chatOf(update: Update): number {
  const { message, edited_message, channel_post, callback_query, my_chat_member } = update;
  const about = message ?? edited_message ?? channel_post ?? callback_query?.message ?? my_chat_member;
  return about?.chat.id ?? 0;
}
