import type { ChannelDesk, IncomingMessage } from "../../core/channel-ports.ts";
import type { Courtesy } from "./courtesy.ts";
import type { Menus } from "./menus.ts";
import { type ReadUpdate, readUpdate } from "./read-update.ts";

/** Dependencies of the intake. */
export interface IntakeParts {
  desk: Pick<ChannelDesk, "takeIn" | "answer" | "markReachable">;
  menus: Menus;
  courtesy: Courtesy;
}

/**
 * Creates the intake of updates. An update is stored before anything else is done with it, and the updates of one chat
 * are stored in order. Answering happens afterwards, and delays neither the next update nor another chat.
 */
export function createIntake({ desk, menus, courtesy }: IntakeParts) {
  const lanes = createLanes();
  const answering = new Map<string, { again: boolean }>();
  const running = new Set<Promise<void>>();

  async function take(read: ReadUpdate): Promise<void> {
    if (read.kind === "membership") return desk.markReachable(read.address, read.reachable);
    if (!read.message) {
      runInBackground(async () => void (await courtesy.answerTap(read.kind === "tap" ? read.queryId : "")));
      return;
    }
    const chatId = await desk.takeIn(read.message);
    runInBackground(async () => {
      await react(read, read.message);
      await answer(chatId);
    });
  }
  /**
   * Acknowledges a pressed button first, whatever happens next. Then removes the menu, so that it cannot be pressed
   * again while we answer.
   */
  async function react(read: ReadUpdate, message: IncomingMessage | undefined): Promise<void> {
    if (!message || read.kind === "membership") return;
    const { address } = message;
    if (read.kind === "tap") {
      if (read.messageId !== undefined) menus.tapped(address, read.messageId);
      const close = read.messageId === undefined ? undefined : courtesy.closeMenu(address, read.messageId);
      await Promise.all([courtesy.answerTap(read.queryId), close]);
      return;
    }
    const open = menus.wrote(address);
    if (open !== undefined) await courtesy.closeMenu(address, open);
  }
  /**
   * Answers a chat, never twice at the same time. A message that arrives meanwhile only sets `again`, because the
   * database is the queue.
   */
  async function answer(chatId: string): Promise<void> {
    const busy = answering.get(chatId);
    if (busy) {
      busy.again = true;
      return;
    }
    const mine = { again: true };
    answering.set(chatId, mine);
    while (mine.again) {
      mine.again = false;
      await desk.answer(chatId);
    }
    answering.delete(chatId);
  }
  function runInBackground(work: () => Promise<void>): void {
    const promise = work().finally(() => running.delete(promise));
    running.add(promise);
  }
  return {
    /** Resolves when the update is stored, or is one that we ignore. Throws if the update could not be stored. */
    async take(update: unknown, store: (work: () => Promise<void>) => Promise<void> = (work) => work()): Promise<void> {
      const read = readUpdate(update);
      if (!read) return;
      const address = read.kind === "membership" ? read.address : read.message?.address;
      await lanes.run(address ?? "", () => store(() => take(read)));
    },
    /** Resolves when every received message has been answered. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/**
 * Returns a function that runs work of the same name one after the other, and work of different names at the same time.
 * A failure does not stop later work.
 */
function createLanes() {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run<T>(name: string, work: () => Promise<T>): Promise<T> {
      const result = (tails.get(name) ?? Promise.resolve()).then(work);
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(name) === tail) tails.delete(name);
        });
      tails.set(name, tail);
      return result;
    },
  };
}
