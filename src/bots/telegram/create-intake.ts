import type { ChannelDesk, IncomingMessage } from "../../core/channel-ports.ts";
import type { Courtesy } from "./courtesy.ts";
import type { Menus } from "./menus.ts";
import { type ReadUpdate, readUpdate } from "./read-update.ts";

/** What the intake works with. */
export interface IntakeParts {
  desk: Pick<ChannelDesk, "takeIn" | "answer" | "markReachable">;
  menus: Menus;
  courtesy: Courtesy;
}

/**
 * Takes updates in: stored for good before anything else, those of a chat in their order. What comes after, the answer,
 * holds up neither the next update nor another chat.
 */
export function createIntake({ desk, menus, courtesy }: IntakeParts) {
  const lanes = inOrder();
  const answering = new Map<string, { again: boolean }>();
  const running = new Set<Promise<void>>();

  async function take(read: ReadUpdate): Promise<void> {
    if (read.kind === "membership") return desk.markReachable(read.address, read.reachable);
    if (!read.message) {
      begin(async () => void (await courtesy.answerTap(read.kind === "tap" ? read.queryId : "")));
      return;
    }
    const chatId = await desk.takeIn(read.message);
    begin(async () => {
      await react(read, read.message);
      await answer(chatId);
    });
  }
  /** The button is answered first, always; and no keyboard is left to press again while the answer is made. */
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
  /** One at a time a chat: whoever comes meanwhile leaves word, so that nothing waits in line but the database. */
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
  function begin(work: () => Promise<void>): void {
    const promise = work().finally(() => running.delete(promise));
    running.add(promise);
  }
  return {
    /** Done when the update is stored, or is nothing to us. Throws where it could not be stored. */
    async take(update: unknown, store: (work: () => Promise<void>) => Promise<void> = (work) => work()): Promise<void> {
      const read = readUpdate(update);
      if (!read) return;
      const address = read.kind === "membership" ? read.address : read.message?.address;
      await lanes.run(address ?? "", () => store(() => take(read)));
    },
    /** Done when nothing that was taken in is being answered any more. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Runs work of the same name one after the other, of different names at once. Failed work does not stop what follows. */
function inOrder() {
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
