import type WhatsApp from "whatsapp-web.js";
import { mostUnread } from "./dealt-with.ts";
import { type Repair, repairPage } from "./repair-page.ts";
import { within } from "./within.ts";

/** How the page stands. */
export interface PageLook {
  state: string;
  /** Everything is there that the phone had. */
  synced: boolean;
  /** The library's own part is in the page. */
  injected: boolean;
  /** The library can be told that everything is there. */
  listens: boolean;
}

/** A message in a chat, as far as it is looked for. */
export interface SentTrace {
  id: string;
  ack: number;
  /** How long ago it was written, in milliseconds. */
  forMs: number;
}

/** What WhatsApp Web's page is asked directly, each with its deadline. */
export interface PageCalls {
  look(): Promise<PageLook>;
  /** Tells the library what it missed: `ready` follows. */
  wake(): Promise<void>;
  repair(): Promise<Repair | undefined>;
  /** Chats of persons with unread messages. */
  unread(): Promise<string[]>;
  /**
   * What is unread in a chat, oldest first: what `most` allows of it. Not by the library's own call, which turns messages
   * of one second around and takes a count that may be out of date.
   */
  unreadIn(address: string, most: number): Promise<unknown[]>;
  /** Our messages among the given ids, wherever they are in a chat. */
  sentAmong(address: string, ids: readonly string[]): Promise<SentTrace[]>;
  nameNext(id: string): Promise<void>;
  typing(address: string): Promise<void>;
  /** Marks a chat as seen, where all that is unread in it is among the given ids. */
  seen(address: string, ids: readonly string[]): Promise<void>;
}

interface WebPage {
  WWebJS?: {
    getChat(address: string, of: { getAsModel: false }): Promise<{ msgs: Models; unreadCount: number } | undefined>;
    sendChatstate(state: string, address: string): Promise<unknown>;
    sendSeen(address: string): Promise<unknown>;
    getMessageModel(message: unknown): unknown;
  };
  Debug?: unknown;
  faturabotNextId?: string;
  onAppStateHasSyncedEvent?: () => Promise<void>;
  require(name: "WAWebSocketModel"): { Socket: { state: string; hasSynced: boolean } };
  require(name: "WAWebCollections"): { Chat: Models; Msg: Models };
  require(name: "WAWebChatLoadMessages"): { loadEarlierMsgs(of: { chat: unknown }): Promise<unknown[] | undefined> };
}

interface Models {
  getModelsArray(): {
    id: { id: string; fromMe: boolean; user: string; server: string };
    unreadCount: number;
    isNotification?: boolean;
    ack: number;
    t: number;
  }[];
}

/** The calls of a page. Each rejects where the page is gone, crashed or late. */
export function createPageCalls(page: NonNullable<WhatsApp.Client["pupPage"]>, limitMs: number): PageCalls {
  return {
    look: () =>
      within(
        limitMs,
        page.evaluate(() => {
          const web = window as unknown as WebPage;
          if (web.Debug === undefined) return { state: "LOADING", synced: false, injected: false, listens: false };
          const { state, hasSynced } = web.require("WAWebSocketModel").Socket;
          const listens = typeof web.onAppStateHasSyncedEvent === "function";
          return { state, synced: hasSynced === true, injected: web.WWebJS !== undefined, listens };
        }),
      ),
    wake: () =>
      within(
        limitMs,
        page.evaluate(() => {
          void (window as unknown as WebPage).onAppStateHasSyncedEvent?.();
        }),
      ),
    repair: () => within(limitMs, page.evaluate(repairPage)),
    unread: () =>
      within(
        limitMs,
        page.evaluate(() =>
          (window as unknown as WebPage)
            .require("WAWebCollections")
            .Chat.getModelsArray()
            .filter(({ id, unreadCount }) => unreadCount > 0 && (id.server === "c.us" || id.server === "lid"))
            .map(({ id }) => `${id.user}@${id.server}`),
        ),
      ),
    unreadIn: (address, most) =>
      within(
        limitMs,
        page.evaluate(
          async (address, most) => {
            const web = window as unknown as WebPage;
            const chat = await web.WWebJS?.getChat(address, { getAsModel: false });
            if (!chat) throw new Error("The page has no such chat yet");
            const count = () => Math.max(0, Math.min(chat.unreadCount, most));
            const heard = () =>
              chat.msgs.getModelsArray().filter(({ id, isNotification }) => !id.fromMe && !isNotification);
            for (let known = -1; heard().length < count() && heard().length > known; ) {
              known = heard().length;
              await web.require("WAWebChatLoadMessages").loadEarlierMsgs({ chat });
            }
            const all = heard().sort((one, other) => one.t - other.t);
            return all.slice(Math.max(0, all.length - count())).map((message) => web.WWebJS?.getMessageModel(message));
          },
          address,
          most,
        ),
      ),
    sentAmong: (address, ids) =>
      within(
        limitMs,
        page.evaluate(
          async (address, ids) => {
            const web = window as unknown as WebPage;
            const chat = await web.WWebJS?.getChat(address, { getAsModel: false });
            if (!chat) throw new Error("The page has no such chat yet");
            if (chat.msgs.getModelsArray().length < 30)
              await web.require("WAWebChatLoadMessages").loadEarlierMsgs({ chat });
            const all = [...chat.msgs.getModelsArray(), ...web.require("WAWebCollections").Msg.getModelsArray()];
            return (
              all
                .filter(({ id }) => id.fromMe && ids.includes(id.id))
                // By the clock that stamped them, which may be another than ours.
                .map(({ id, ack, t }) => ({ id: id.id, ack, forMs: Date.now() - t * 1000 }))
            );
          },
          address,
          ids,
        ),
      ),
    nameNext: (id) =>
      within(
        limitMs,
        page.evaluate((id) => {
          (window as unknown as WebPage).faturabotNextId = id;
        }, id),
      ),
    typing: (address) =>
      within(
        limitMs,
        page.evaluate(async (address) => {
          await (window as unknown as WebPage).WWebJS?.sendChatstate("typing", address);
        }, address),
      ),
    seen: (address, ids) =>
      within(
        limitMs,
        page.evaluate(
          async (address, ids, most) => {
            const { WWebJS } = window as unknown as WebPage;
            const chat = await WWebJS?.getChat(address, { getAsModel: false });
            if (!chat) return;
            const heard = chat.msgs.getModelsArray().filter(({ id, isNotification }) => !id.fromMe && !isNotification);
            const count = Math.max(0, Math.min(chat.unreadCount, most));
            const unread = heard.sort((one, other) => one.t - other.t).slice(Math.max(0, heard.length - count));
            const isKnown = unread.length === count && unread.every(({ id }) => ids.includes(id.id));
            if (isKnown) await WWebJS?.sendSeen(address);
          },
          address,
          ids,
          mostUnread,
        ),
      ),
  };
}
