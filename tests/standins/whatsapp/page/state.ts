import { createWid, type Wid } from "./ids.ts";
import { Collection, Emitter, Model } from "./model.ts";

/** What WhatsApp Web holds in memory, under its own names. */
export const Socket = Object.assign(new Model({ state: "OPENING", hasSynced: false, stream: "DISCONNECTED" }), {
  takeover: () => Socket.set("state", "CONNECTED"),
  reconnect() {},
});
export const Conn = new Model({ ref: undefined, pushname: "", platform: "android", battery: 90 });
export const Cmd = Object.assign(new Emitter(), { refreshQR() {} });
export const Msg = Object.assign(new Collection(), {
  getMessagesById: async (ids: unknown[]) => ({ messages: ids.map((id) => Msg.get(id)).filter(Boolean) }),
});
export const Chat = new Collection();
export const Contact = Object.assign(new Collection(), { find: async (wid: unknown) => contactOf(createWid(wid)) });

/** Who this device is, once it is paired. */
export const me: { phone?: Wid; lid?: Wid } = {};
/** What WhatsApp tells of the phones behind LIDs, both ways. */
export const phoneOfLid = new Map<string, Wid>();
export const lidOfPhone = new Map<string, Wid>();

/** The contact of a Wid, known from now on. */
export function contactOf(wid: Wid, name?: string): Model {
  return (
    Contact.get(wid) ?? Contact.add(new Model({ id: wid, name, pushname: name, phoneNumber: phoneOfLid.get(`${wid}`) }))
  );
}

/** The chat with a Wid, there from now on. */
export function chatOf(wid: Wid): Model & { msgs: Collection } {
  const known = Chat.get(wid);
  if (known) return known as Model & { msgs: Collection };
  const attributes = { id: wid, unreadCount: 0, t: 0, archive: false, formattedTitle: wid.user, kind: "chat" };
  const group = wid.isGroup() ? { groupMetadata: undefined } : {};
  const chat = new Model({ ...attributes, ...group, msgs: new Collection() }, ["msgs", "lastReceivedKey"]);
  return Chat.add(chat) as Model & { msgs: Collection };
}
