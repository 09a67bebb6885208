import { BotApiError } from "./bot-api-error.ts";
import { chatOf, type Update } from "./wire.ts";

/** Updates that the bot has not confirmed, and who asks for them. */
export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

interface Poller {
  give(updates: Update[]): void;
  refuse(error: Error): void;
}

const conflict = () =>
  new BotApiError(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );

/** One queue a bot. `onChange` hears of every new or confirmed update. */
export function createUpdateQueue(onChange: () => void) {
  let nextId = 700_000_001;
  let waiting: Update[] = [];
  let allowed: readonly string[] | undefined;
  let poller: Poller | undefined;
  const isAllowed = (update: Omit<Update, "update_id">) =>
    !allowed || allowed.length === 0 || allowed.some((kind) => kind in update);
  const changed = () => {
    if (poller && waiting.length > 0) poller.give(waiting);
    onChange();
  };
  return {
    push(update: Omit<Update, "update_id">): number {
      const update_id = nextId++;
      if (isAllowed(update)) waiting.push({ update_id, ...update });
      changed();
      return update_id;
    },
    /** Gives an update under its own id, as often as one likes. */
    repeat(update: Update): void {
      waiting.push(update);
      changed();
    },
    allow(kinds: readonly string[] | undefined): void {
      allowed = kinds ?? allowed;
    },
    waiting: (): readonly Update[] => waiting,
    confirm(gone: (update: Update) => boolean): void {
      waiting = waiting.filter((update) => !gone(update));
      onChange();
    },
    /** The oldest update of each chat: what a webhook may be given at once. */
    heads(): Update[] {
      const seen = new Set<number>();
      return waiting.filter((update) => {
        const chat = chatOf(update);
        return !seen.has(chat) && seen.add(chat) !== undefined;
      });
    },
    /** A long poll. Whoever asks while another waits, ends that one's wait with a conflict. */
    poll(of: {
      offset: number;
      limit: number;
      timeoutMs: number;
      onGone: (gone: () => void) => void;
    }): Promise<Update[]> {
      poller?.refuse(conflict());
      const { offset, limit, timeoutMs } = of;
      if (offset > 0) this.confirm((update) => update.update_id < offset);
      if (offset < 0) waiting = waiting.slice(offset);
      if (waiting.length > 0 || timeoutMs === 0) return Promise.resolve(waiting.slice(0, limit));
      return new Promise((resolve, reject) => {
        const end = (result: () => void) => {
          clearTimeout(timer);
          if (poller === mine) poller = undefined;
          result();
        };
        const mine: Poller = {
          give: (updates) => end(() => resolve(updates.slice(0, limit))),
          refuse: (error) => end(() => reject(error)),
        };
        const timer = setTimeout(() => mine.give([]), timeoutMs);
        poller = mine;
        onChange();
        of.onGone(() => mine.give([]));
      });
    },
    /** Ends a wait as when another process polls. */
    conflict: () => poller?.refuse(conflict()),
    isPolled: () => poller !== undefined,
  };
}
