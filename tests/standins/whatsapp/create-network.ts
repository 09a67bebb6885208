import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { Hello, PageEvent, PageFaults, SendFault, WireChat, WireMessage } from "./protocol.ts";
import { refusalOf, type Sending } from "./refusal-of.ts";

/** Somebody with WhatsApp on the phone. */
export interface Account {
  phone: string;
  name: string;
  /** Writes under a LID, as WhatsApp does more and more. */
  lid?: string;
  /** WhatsApp tells the phone behind the LID. */
  phoneTold: boolean;
}

/** A refusal, as the page hears it. */
export class NetworkRefusal extends Error {
  override name = "NetworkRefusal";
}

const own = { phone: "5511988880000@c.us", lid: "99000000000000@lid", name: "Vale Fibra" };
const waitsMs = 60_000;

/** What WhatsApp's servers and the company's phone do: keeps chats, links the device, passes messages on. */
export function createNetwork() {
  const changes = new EventEmitter().setMaxListeners(0);
  const accounts = new Map<string, Account>();
  const chats = new Map<string, WireChat>();
  const files = new Map<string, Buffer>();
  const muted = new Set<string>();
  const refused: { sending: Sending; because: string }[] = [];
  const seen: string[] = [];
  const typing: string[] = [];
  const sendFaults: SendFault[] = [];
  const page: PageFaults = {};
  let session: string | undefined;
  let ref = newRef();
  let code: string | undefined;
  let listener: ((event: PageEvent) => void) | undefined;
  const changed = () => changes.emit("change");
  const tell = (event: PageEvent) => listener?.(event);
  const shownChat = ({ messages, ...chat }: WireChat) => chat;

  function chatOf(wid: string): WireChat {
    const account = accounts.get(wid);
    const chat = chats.get(wid) ?? { wid, name: account?.name ?? wid, unread: 0, messages: [] };
    if (account?.lid === wid && account.phoneTold) chat.phone = account.phone;
    if (account?.lid && account.phone === wid && account.phoneTold) chat.lid = account.lid;
    chats.set(wid, chat);
    return chat;
  }

  function ack(id: string, value: number): void {
    const message = [...chats.values()].flatMap(({ messages }) => messages).find((one) => one.id === id);
    if (!message) throw new Error(`No message ${id}`);
    if (message.ack >= value && value > 0) return;
    message.ack = value;
    if (!muted.has(id)) tell({ kind: "ack", id, ack: value });
    changed();
  }

  const asked: Record<string, (of: never) => unknown> = {
    hello: ({ session: shown }: { session?: string }): Hello => {
      changed();
      return session !== undefined && shown === session
        ? { paired: true, me: own.phone, meLid: own.lid, name: own.name, chats: [...chats.values()], page }
        : { paired: false, ref, page };
    },
    "new-ref": () => rotate(),
    "pairing-code": ({ phone }: { phone: string }) => {
      if (!/^\d{10,15}$/.test(phone)) throw new NetworkRefusal("A pairing code needs a phone in digits");
      code = randomBytes(4).toString("hex").toUpperCase();
      changed();
      return { code };
    },
    exists: ({ wid }: { wid: string }) => ({ exists: accounts.has(wid) || chats.has(wid) }),
    seen: ({ chat }: { chat: string }) => {
      chatOf(chat).unread = 0;
      seen.push(chat);
      changed();
      return {};
    },
    typing: ({ chat, on }: { chat: string; on: boolean }) => {
      if (on) typing.push(chat);
      changed();
      return {};
    },
    "before-send": () => ({ fault: sendFaults.shift() }),
    send: ({ muted: answerLost, media, ...sending }: Sending & { muted: boolean; media?: string }) => {
      const because =
        accounts.has(sending.chat) || chats.has(sending.chat)
          ? refusalOf(sending, media === undefined ? undefined : files.get(media))
          : "Nobody has this number";
      if (because) {
        refused.push({ sending, because });
        changed();
        throw new NetworkRefusal(because);
      }
      const chat = chatOf(sending.chat);
      // Whoever gets an id a second time shows it once.
      if (chat.messages.some(({ id }) => id === sending.id)) return {};
      if (answerLost) muted.add(sending.id);
      const size = media === undefined ? undefined : files.get(media)?.length;
      const about = { ...(media !== undefined && { media }), ...(size !== undefined && { size }) };
      chat.messages.push({ ...sending, ...about, fromMe: true, at: Math.floor(Date.now() / 1000), ack: 1 });
      changed();
      return {};
    },
  };

  function rotate() {
    ref = newRef();
    tell({ kind: "ref", ref });
    return {};
  }

  function link(): void {
    session = randomBytes(16).toString("hex");
    tell({ kind: "paired", session });
    changed();
  }

  /** Looks again after each change until it sees something; nobody sleeps. */
  async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    const timeout = AbortSignal.timeout(waitsMs);
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await once(changes, "change", { signal: timeout }).catch(() => {
        throw new Error(
          `Waited in vain until ${what}. The network has:\n${JSON.stringify([...chats.values()], null, 1)}`,
        );
      });
    }
  }

  return {
    own,
    accounts,
    chats,
    files,
    refused,
    seen,
    typing,
    /** What goes wrong with the next messages that the page sends, in turn. */
    sendFaults,
    /** How the page misbehaves from its next load on. */
    page,
    chatOf,
    ack,
    until,
    /** The page asks; throws NetworkRefusal. */
    ask(what: string, of: unknown): unknown {
      const answer = asked[what];
      if (!answer) throw new NetworkRefusal(`Nobody answers ${what}`);
      return answer(of as never);
    },
    /** A page listens from now on, the last one alone. */
    listen(to: (event: PageEvent) => void): () => void {
      listener = to;
      changed();
      return () => {
        if (listener === to) listener = undefined;
        changed();
      };
    },
    isOpen: () => listener !== undefined,
    tell,
    /** Links the page that is open, whatever its QR code says. */
    link,
    /** Somebody's message arrives, whether a page is open or not. */
    deliver(message: WireMessage): void {
      const chat = chatOf(message.chat);
      chat.messages.push(message);
      chat.unread += 1;
      tell({ kind: "message", chat: shownChat(chat), message });
      changed();
    },
    /** Somebody of the company writes on the phone itself: the page is told of it as of a message of its own number. */
    writeOnPhone(message: WireMessage): void {
      const chat = chatOf(message.chat);
      chat.messages.push(message);
      chat.unread = 0;
      tell({ kind: "message", chat: shownChat(chat), message });
      changed();
    },
    /** The page is told of a message again. */
    deliverAgain(message: WireMessage): void {
      tell({ kind: "message", chat: shownChat(chatOf(message.chat)), message, again: true });
    },
    /** The company's phone scans what a QR code says. */
    scan(qr: string): void {
      if (!qr.startsWith(`${ref},`)) throw new Error("This QR code is out of date");
      link();
    },
    /** The company's phone is given a pairing code. */
    enterCode(given: string): void {
      if (code === undefined || given !== code) throw new Error("This pairing code is wrong");
      link();
    },
    rotateQr: rotate,
    /** The device is taken off the list on the company's phone. */
    unlink(): void {
      session = undefined;
      ref = newRef();
      tell({ kind: "logout" });
    },
    isLinked: () => session !== undefined,
  };
}

/** The network as the stand-in's parts see it. */
export type Network = ReturnType<typeof createNetwork>;

function newRef(): string {
  return `2@${randomBytes(18).toString("base64")}`;
}
