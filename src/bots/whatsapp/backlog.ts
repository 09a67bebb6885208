import { mostUnread } from "./dealt-with.ts";
import type { ClientLife } from "./open-client.ts";
import { type PersonsMessage, readMessage } from "./read-message.ts";
import type { Timings } from "./timings.ts";

/** Keeps what comes live behind what came before it and is still unread: the order in a chat is kept. */
export interface Backlog {
  /** A page opens, or opens anew: what comes waits until it was looked through. */
  holds(): void;
  /** A message that just came. */
  hears(message: PersonsMessage, life: ClientLife): void;
  /** Takes what came while nobody listened, chat by chat. False where some could not be read yet. */
  fetches(life: ClientLife): Promise<boolean>;
  /** Lets pass what still waits: it is not going to get better. */
  gives(): void;
}

type Live = [message: PersonsMessage, life: ClientLife];

/** `take` gets every message of a chat in the order in which it was written; `leave` those too old to be answered. */
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

  function hears(...live: Live): void {
    const [{ from }] = live;
    if (!isListed) early.push(live);
    else if (behind.get(from)?.push(live) === undefined) take(...live);
  }
  function catchesUp(address: string): void {
    const waiting = behind.get(address) ?? [];
    behind.delete(address);
    for (const live of waiting) take(...live);
  }
  /** What an earlier client heard and did not take is unread, and found with the rest. */
  function forgets(life: ClientLife): void {
    const isMine = ([, of]: Live) => of === life;
    early = early.filter(isMine);
    for (const [address, waiting] of behind) behind.set(address, waiting.filter(isMine));
  }
  function lists(addresses: readonly string[]): void {
    for (const address of addresses) behind.set(address, behind.get(address) ?? []);
    isListed = true;
    const waiting = early;
    early = [];
    for (const live of waiting) hears(...live);
  }
  function takes(found: readonly unknown[], life: ClientLife): void {
    const oldest = now().getTime() - timings.unreadForMs;
    for (const raw of found) {
      const message = readMessage(raw);
      if (message) message.at.getTime() >= oldest ? take(message, life) : leave(message);
    }
  }
  return {
    hears,
    holds() {
      isListed = false;
    },
    async fetches(life) {
      const calls = life.calls();
      if (!calls) return false;
      const unread = await calls.unread();
      forgets(life);
      lists(unread);
      let all = true;
      for (const address of unread)
        try {
          takes(await calls.unreadIn(address, mostUnread), life);
          catchesUp(address);
        } catch (err) {
          // One chat that cannot be read keeps nobody else waiting; it stays unread.
          report(err, "unread chat not read");
          all = false;
        }
      // What waits for a chat that is not unread any more waits for nothing.
      const still = new Set(unread);
      for (const address of [...behind.keys()]) if (!still.has(address)) catchesUp(address);
      return all;
    },
    gives() {
      lists([]);
      for (const address of [...behind.keys()]) catchesUp(address);
    },
  };
}
