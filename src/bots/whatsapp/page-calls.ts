import type WhatsApp from "whatsapp-web.js";
import { mostUnread } from "./handled-ids.ts";
import { type Repair, repairPage } from "./repair-page.ts";
import { within } from "./within.ts";

/** State of the page. */
export interface PageLook {
  state: string;
  /** The page has synchronised with the phone. */
  synced: boolean;
  /** The library's script is in the page. */
  injected: boolean;
  /** The library's callback for a completed sync is in the page. */
  listens: boolean;
}

/** A sent message found in a chat. */
export interface SentTrace {
  id: string;
  ack: number;
  /** How many milliseconds ago it was written, by the browser's clock. */
  forMs: number;
}

/** Direct calls to WhatsApp Web's page, each with a deadline. */
export interface PageCalls {
  look(): Promise<PageLook>;
  /**
   * Tells the library that the page has synchronised with the phone, which the library missed. The event `ready`
   * follows.
   */
  wake(): Promise<void>;
  repair(): Promise<Repair | undefined>;
  /** Returns the addresses of personal chats with unread messages. */
  unread(): Promise<string[]>;
  /**
   * Returns the newest unread messages of a chat, at most `most`, oldest first. The call of the library is not used: it
   * reverses messages of the same second, and it relies on a count that may be out of date.
   */
  unreadIn(address: string, most: number): Promise<unknown[]>;
  /** Returns our messages in the chat that have one of the given ids. */
  sentAmong(address: string, ids: readonly string[]): Promise<SentTrace[]>;
  /** Sets the id of the next message that the page sends. */
  nameNext(id: string): Promise<void>;
  typing(address: string): Promise<void>;
  /** Marks a chat as seen, unless it has an unread message whose id is not given. */
  seen(address: string, ids: readonly string[]): Promise<void>;
}

interface WebPage {
  WWebJS?: {
    getChat(
      address: string,
      options: { getAsModel: false },
    ): Promise<{ msgs: Models; unreadCount: number } | undefined>;
    sendChatstate(state: string, address: string): Promise<unknown>;
    sendSeen(address: string): Promise<unknown>;
    getMessageModel(message: unknown): unknown;
  };
  Debug?: unknown;
  faturabotNextId?: string;
  onAppStateHasSyncedEvent?: () => Promise<void>;
  require(name: "WAWebSocketModel"): { Socket: { state: string; hasSynced: boolean } };
  require(name: "WAWebCollections"): { Chat: Models; Msg: Models };
  require(name: "WAWebChatLoadMessages"): {
    loadEarlierMsgs(options: { chat: unknown }): Promise<unknown[] | undefined>;
  };
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

/**
 * Creates the calls to a page. A call rejects if the page is gone, has crashed, or does not answer within `limitMs`.
 */
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
                // The clock of the browser is used, because the browser stamped the messages. It may differ from ours.
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
