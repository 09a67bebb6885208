import { mostUnread } from "./handled-ids.ts";
import type { ClientLife } from "./open-client.ts";
import { type PersonsMessage, readMessage } from "./read-message.ts";
import type { Timings } from "./timings.ts";

/** Keeps the messages of a chat in order: live messages wait until the older unread ones have been fetched. */
export interface Backlog {
  /**
   * Called when a page opens or reloads. From now on live messages wait, until the unread messages of the page have
   * been listed.
   */
  hold(): void;
  /** Adds a live message. */
  add(message: PersonsMessage, life: ClientLife): void;
  /**
   * Fetches the messages that arrived while we were offline, chat by chat. Returns false if some chats could not be
   * read yet.
   */
  fetch(life: ClientLife): Promise<boolean>;
  /** Gives up fetching, and passes on every message that is still waiting. */
  releaseAll(): void;
}

type Live = [message: PersonsMessage, life: ClientLife];

/**
 * Creates the backlog. It calls `take` for the messages of a chat in the order in which they were written, and `leave`
 * for those that are too old to be answered.
 */
export function createBacklog({
  take,
  leave,
  timings,
  now,
  report,
}: {
  take: (...live: Live) => void;
  leave: (message: PersonsMessage) => void;
  timings: Timings;
  now: () => Date;
  report: (err: unknown, what: string) => void;
}): Backlog {
  let isListed = false;
  let early: Live[] = [];
  const behind = new Map<string, Live[]>();

  function add(...live: Live): void {
    const [{ from }] = live;
    if (!isListed) early.push(live);
    else if (behind.get(from)?.push(live) === undefined) take(...live);
  }
  function release(address: string): void {
    const waiting = behind.get(address) ?? [];
    behind.delete(address);
    for (const live of waiting) take(...live);
  }
  /**
   * Drops the messages that earlier clients delivered. Those that were not taken are still unread, and will be fetched.
   */
  function dropOtherClients(life: ClientLife): void {
    const isMine = ([, owner]: Live) => owner === life;
    early = early.filter(isMine);
    for (const [address, waiting] of behind) behind.set(address, waiting.filter(isMine));
  }
  function listUnread(addresses: readonly string[]): void {
    for (const address of addresses) behind.set(address, behind.get(address) ?? []);
    isListed = true;
    const waiting = early;
    early = [];
    for (const live of waiting) add(...live);
  }
  function takeFound(found: readonly unknown[], life: ClientLife): void {
    const oldest = now().getTime() - timings.unreadForMs;
    for (const raw of found) {
      const message = readMessage(raw);
      if (message) message.at.getTime() >= oldest ? take(message, life) : leave(message);
    }
  }
  return {
    add,
    hold() {
      isListed = false;
    },
    async fetch(life) {
      const calls = life.calls();
      if (!calls) return false;
      const unread = await calls.unread();
      dropOtherClients(life);
      listUnread(unread);
      let all = true;
      for (const address of unread)
        try {
          takeFound(await calls.unreadIn(address, mostUnread), life);
          release(address);
        } catch (err) {
          // A chat that cannot be read stays unread and does not delay the others.
          report(err, "unread chat not read");
          all = false;
        }
      // A chat that is no longer unread has nothing to wait for.
      const still = new Set(unread);
      for (const address of [...behind.keys()]) if (!still.has(address)) release(address);
      return all;
    },
    releaseAll() {
      listUnread([]);
      for (const address of [...behind.keys()]) release(address);
    },
  };
}
