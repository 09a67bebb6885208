import type { WireChat, WireMessage } from "../protocol.ts";
import { createWid, MsgKey } from "./ids.ts";
import { Model } from "./model.ts";
import { chatOf, contactOf, lidOfPhone, Msg, me, phoneOfLid } from "./state.ts";

/** Takes a chat in as it stands when the page opens: no event tells of what was written meanwhile. */
export function showChat(chat: WireChat): void {
  const shown = know(chat);
  for (const message of chat.messages) add(message, { isNew: false });
  shown.set("unreadCount", chat.unread);
}

/** Takes a message in that comes while the page is open. */
export function showMessage(
  { chat, message }: { chat: Omit<WireChat, "messages">; message: WireMessage },
  again: boolean,
): void {
  const shown = know(chat);
  // The same message again: WhatsApp's own page tells of it twice after a reconnect.
  const known = again ? Msg.get(keyOf(message)) : undefined;
  if (known) Msg.trigger("add", known);
  else add(message, { isNew: true });
  shown.set("unreadCount", chat.unread);
}

/** Takes in what was written while the network was lost, as new. */
export function showMissed({ messages, ...chat }: WireChat): void {
  for (const message of messages)
    if (!message.fromMe && !Msg.get(keyOf(message))) showMessage({ chat, message }, false);
}

/** The key under which the page knows a message. */
export function keyOf({ id, fromMe, chat, author }: WireMessage): MsgKey {
  return new MsgKey({ id, fromMe, remote: createWid(chat), participant: author ? createWid(author) : undefined });
}

function know({ wid, name, phone, lid }: Omit<WireChat, "messages">): Model {
  const of = createWid(wid);
  if (phone) phoneOfLid.set(wid, createWid(phone));
  if (lid) lidOfPhone.set(wid, createWid(lid));
  contactOf(of, name);
  return chatOf(of);
}

function add(message: WireMessage, { isNew }: { isNew: boolean }): void {
  const chat = chatOf(createWid(message.chat));
  const key = keyOf(message);
  const model = new Model(
    {
      id: key,
      type: message.type,
      body: message.body,
      t: message.at,
      ack: message.ack,
      from: message.fromMe ? me.phone : createWid(message.chat),
      to: message.fromMe ? createWid(message.chat) : me.phone,
      self: message.fromMe ? "out" : "in",
      notifyName: message.sender,
      isNewMsg: isNew,
      ...(message.author && { author: createWid(message.author) }),
      ...(message.caption !== undefined && { caption: message.caption }),
      ...(message.fileName && { filename: message.fileName }),
      ...(message.media && {
        directPath: message.media,
        mimetype: message.mimetype,
        size: message.size,
        mediaKey: "k",
      }),
      ...(message.quotes && { quotedMsg: { type: "chat" }, quotedStanzaID: message.quotes }),
    },
    ["mediaObject", "mediaData"],
  );
  chat.msgs.add(model);
  if (!message.fromMe) chat.lastReceivedKey = key;
  Msg.add(model);
}
