import { randomBytes } from "node:crypto";
import type { Account, Network } from "./create-network.ts";
import type { WireMessage } from "./protocol.ts";

/** Somebody with WhatsApp on the phone: writes, and sees what comes. */
export function createPerson(network: Network, account: Account) {
  const address = account.lid ?? account.phone;
  let looked = 0;
  for (const wid of [account.phone, ...(account.lid ? [account.lid] : [])]) network.accounts.set(wid, account);

  const write = (of: Partial<WireMessage>, chat = address): WireMessage => {
    const message: WireMessage = {
      id: `3A${randomBytes(9).toString("hex").toUpperCase()}`,
      fromMe: false,
      chat,
      type: "chat",
      body: "",
      at: Math.floor(Date.now() / 1000),
      ack: 1,
      sender: account.name,
      ...of,
    };
    network.deliver(message);
    return message;
  };
  /** What the person got, whichever of the two addresses it was sent to. */
  const got = () =>
    [account.phone, account.lid]
      .flatMap((wid) => (wid ? (network.chats.get(wid)?.messages ?? []) : []))
      .filter(({ fromMe }) => fromMe)
      .sort((one, other) => one.at - other.at);
  const shown = ({ body, caption, fileName }: WireMessage) => [body, caption, fileName].filter(Boolean).join("\n");

  return {
    address,
    /** Somebody of the company answers on the phone itself. */
    isAnsweredOnPhone(text: string, more: Partial<WireMessage> = {}, chat = address): WireMessage {
      const id = `3A${randomBytes(9).toString("hex").toUpperCase()}`;
      const at = Math.floor(Date.now() / 1000);
      const message = { id, fromMe: true, chat, type: "chat", body: text, at, ack: 1, ...more };
      network.writeOnPhone(message);
      return message;
    },
    account,
    write,
    got,
    says: (text: string, more: Partial<WireMessage> = {}) => write({ body: text, ...more }),
    /** Sends something that is no text, e.g. "ptt" (a voice message) or "sticker". */
    sends(type: string) {
      const media = `/media/${randomBytes(6).toString("hex")}`;
      network.files.set(media, randomBytes(64));
      return write({ type, media, mimetype: "application/octet-stream" });
    },
    /** The next message that matches, after those heard so far. */
    async hears(words: string | RegExp): Promise<WireMessage> {
      const matches = (message: WireMessage) =>
        typeof words === "string" ? shown(message).includes(words) : words.test(shown(message));
      const index = await network.until(`${account.name} hears ${words}`, () => {
        const at = got().findIndex((message, place) => place >= looked && matches(message));
        return at < 0 ? undefined : at;
      });
      looked = index + 1;
      const message = got()[index];
      if (!message) throw new Error("Heard and lost");
      return message;
    },
    /** The bytes of a document. */
    fileOf: ({ media }: WireMessage) => (media === undefined ? undefined : network.files.get(media)),
    /** The phone shows a message, then the person reads it. */
    receives: ({ id }: WireMessage) => network.ack(id, 2),
    reads: ({ id }: WireMessage) => network.ack(id, 3),
  };
}

/** A person of the stand-in. */
export type Person = ReturnType<typeof createPerson>;
