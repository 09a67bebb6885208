import type { InboundBody } from "../../core/channel-ports.ts";
import { rawMessageSchema } from "./raw-message.ts";

/**
 * A message from one person to us. `id` is the id that WhatsApp gave it; it is the same whether the message is
 * addressed by phone or by LID.
 */
export interface PersonsMessage {
  id: string;
  from: string;
  body: InboundBody;
  /** Id of the quoted message. */
  quotes?: string;
  at: Date;
}

/** Our names of the kinds of media, by WhatsApp's types of message. */
const mediaNames: Readonly<Record<string, string>> = {
  ptt: "voice",
  audio: "voice",
  image: "image",
  album: "image",
  video: "video",
  ptv: "video",
  document: "document",
  sticker: "sticker",
  location: "location",
  vcard: "foreign-contact",
  multi_vcard: "foreign-contact",
  poll_creation: "other",
  event_creation: "other",
  product: "other",
  order: "other",
  payment: "other",
  interactive: "other",
  list: "other",
};
const textTypes: ReadonlySet<string> = new Set([
  "chat",
  "list_response",
  "buttons_response",
  "template_button_reply",
  "groups_v4_invite",
]);
/** The address from which WhatsApp itself sends announcements. */
const whatsappItself = "0@c.us";

/**
 * Reads a raw message. Returns undefined for everything that we ignore: groups, channels, broadcasts, status updates,
 * bots, our own messages, and the notes that WhatsApp inserts into a chat.
 */
export function readMessage(given: unknown): PersonsMessage | undefined {
  const parsed = rawMessageSchema.safeParse(given);
  if (!parsed.success) return undefined;
  const { id, type, author, isStatusV3, broadcast, t, quotedStanzaID, caption, filename, ...raw } = parsed.data;
  const from = id.remote ?? raw.from;
  if (id.fromMe || isStatusV3 || broadcast || author !== undefined || from === undefined || !isPerson(from))
    return undefined;
  const at = new Date((t ?? 0) * 1000);
  const body = bodyOf(type, { text: raw.body ?? "", caption: caption === filename ? "" : (caption ?? "") }, at);
  return body && { id: id.id, from, body, at, ...(quotedStanzaID && { quotes: quotedStanzaID }) };
}

/** Our own message to one person, as WhatsApp repeats it to every linked device. */
export interface Echo {
  id: string;
  to: string;
  body: InboundBody;
  /** The text, or the caption of a file. */
  text: string;
  fileName?: string;
  at: Date;
}

/** Reads one of our own messages. Returns undefined for everything else, and for messages that went to no person. */
export function readEcho(given: unknown): Echo | undefined {
  const parsed = rawMessageSchema.safeParse(given);
  if (!parsed.success) return undefined;
  const { id, type, isStatusV3, broadcast, t, caption, filename, ...raw } = parsed.data;
  const to = id.remote ?? raw.to;
  if (!id.fromMe || isStatusV3 || broadcast || to === undefined || !isPerson(to)) return undefined;
  const at = new Date((t ?? 0) * 1000);
  const isText = textTypes.has(type);
  const text = isText ? (raw.body ?? "") : (caption ?? "");
  const body = bodyOf(type, { text, caption: text }, at);
  return body && { id: id.id, to, body, text, at, ...(!isText && filename && { fileName: filename }) };
}

function bodyOf(type: string, { text, caption }: { text: string; caption: string }, at: Date): InboundBody | undefined {
  if (textTypes.has(type)) return { kind: "text", text, sentAt: at.toISOString() };
  const media = mediaNames[type];
  return media === undefined ? undefined : { kind: "media", media, ...(caption && { caption }) };
}

function isPerson(address: string): boolean {
  return /^\d+(:\d+)?@(c\.us|lid)$/.test(address) && address !== whatsappItself;
}
