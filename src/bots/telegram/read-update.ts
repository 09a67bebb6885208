import type { InboundBody, IncomingMessage } from "../../core/channel-ports.ts";
import { normalisePhone } from "../../core/identity/phone.ts";
import { type TelegramMessage, type TelegramTap, telegramUpdate } from "./telegram-update.ts";

/** An update that we act on. */
export type ReadUpdate =
  | { kind: "message"; message: IncomingMessage }
  /** A pressed button. `message` is absent if the button is not one of ours. */
  | { kind: "tap"; queryId: string; messageId?: number; message?: IncomingMessage }
  | { kind: "membership"; address: string; reachable: boolean };

// In order of precedence, because some kinds of message also have the field of another one: a venue has a `location`,
// an animation a `document`.
const media = {
  voice: "voice",
  audio: "audio",
  photo: "image",
  sticker: "sticker",
  venue: "location",
  location: "location",
  video: "video",
  video_note: "video",
  animation: "video",
  document: "document",
  poll: "poll",
  dice: "sticker",
  story: "video",
} as const;

/**
 * Reads an update: a message in a private chat, a pressed button, or that the person blocked or unblocked the bot.
 * Returns undefined for everything that we ignore: groups, channels, other bots, edited messages, and unknown kinds of
 * update.
 */
export function readUpdate(update: unknown): ReadUpdate | undefined {
  const parsed = telegramUpdate.safeParse(update);
  if (!parsed.success) return undefined;
  const { update_id, message, callback_query, my_chat_member } = parsed.data;
  if (message) return readMessage(message, update_id);
  if (callback_query) return readTap(callback_query);
  if (my_chat_member?.chat.type !== "private") return undefined;
  const { chat, new_chat_member } = my_chat_member;
  return { kind: "membership", address: String(chat.id), reachable: new_chat_member.status !== "kicked" };
}

function readMessage(message: TelegramMessage, updateId: number): ReadUpdate | undefined {
  const { chat, from } = message;
  if (chat.type !== "private" || !from || from.is_bot) return undefined;
  const body = bodyOf(message, from.id);
  return body && { kind: "message", message: incoming(chat.id, String(updateId), body) };
}

function bodyOf(message: TelegramMessage, senderId: number): InboundBody | undefined {
  const { text, caption, contact, date } = message;
  if (contact) {
    // A contact proves a phone only if the sender shared their own contact and did not forward it.
    const own = contact.user_id === senderId && message.forward_date === undefined && !message.forward_origin;
    const digits = contact.phone_number.replace(/\D/g, "");
    // The numbers that Telegram sends always start with the country code.
    const phone = normalisePhone(`+${digits}`) ?? digits;
    return own && phone ? { kind: "contact", phone } : { kind: "media", media: "foreign-contact" };
  }
  if (text !== undefined) {
    const token = /^\/start(?:@\w+)? +([\w-]{1,64})\s*$/.exec(text)?.[1];
    if (token) return { kind: "link", token };
    return { kind: "text", text: commandToText(text), sentAt: new Date(date * 1000).toISOString() };
  }
  const kind = (Object.keys(media) as (keyof typeof media)[]).find((name) => message[name] !== undefined);
  return kind && { kind: "media", media: media[kind], ...(caption && { caption }) };
}

/**
 * Turns a command into the text that it stands for: "/atendente" becomes "atendente", and "/start", which opens a chat,
 * becomes "oi".
 */
function commandToText(text: string): string {
  const [, command, rest = ""] = /^\/(\w+)(?:@\w+)?(.*)$/s.exec(text) ?? [];
  if (command === undefined) return text;
  return command === "start" ? "oi" : `${command.replaceAll("_", " ")}${rest}`;
}

function readTap({ id: queryId, from, message, data }: TelegramTap): ReadUpdate {
  const [, list, number] = /^(\d{1,9}):(\d{1,3})$/.exec(data ?? "") ?? [];
  if (message?.chat.type !== "private" || from.is_bot) return { kind: "tap", queryId };
  const { message_id: messageId, chat } = message;
  if (list === undefined || number === undefined) return { kind: "tap", queryId, messageId };
  // If the same button of the same message is pressed twice, it counts once: for this reason the id does not contain
  // the id of the update.
  const externalId = `tap:${messageId}:${list}:${number}`;
  const body = { kind: "text", text: number, list: Number(list) } as const;
  return { kind: "tap", queryId, messageId, message: incoming(chat.id, externalId, body) };
}

const incoming = (chatId: number, externalId: string, body: InboundBody): IncomingMessage => ({
  channel: "telegram",
  address: String(chatId),
  externalId,
  body,
});
