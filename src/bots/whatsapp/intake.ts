import type { ChannelDesk } from "../../core/channel-ports.ts";
import { createBacklog } from "./backlog.ts";
import { createHandledIds } from "./handled-ids.ts";
import type { createIdentify } from "./identify.ts";
import type { ClientLife } from "./open-client.ts";
import { type PersonsMessage, readMessage } from "./read-message.ts";
import type { Timings } from "./timings.ts";
import { within } from "./within.ts";

/** Receives messages. */
export interface Intake {
  /**
   * Called when a page opens or reloads. From now on live messages wait until the older unread ones have been found.
   */
  hold(): void;
  /** Receives a live message. */
  receive(raw: unknown, life: ClientLife): void;
  /**
   * Fetches the messages that arrived while we were offline. Resolves when all are found, the client has ended, or
   * there are no attempts left.
   */
  fetchUnread(life: ClientLife): Promise<void>;
  /** Stops receiving. Resolves when all received messages are stored and answered, or when a deadline passes. */
  drain(): Promise<void>;
}

const againMs = 1_000;
const mostTries = 5;

/**
 * Creates the intake of messages. Each message is stored, then marked as seen, then answered; the messages of one
 * person in order. Storing is retried as long as this client lives. After that the next client finds the message
 * unread, because a chat is marked as seen only when all its unread messages are stored.
 */
export function createIntake({
  desk,
  identify,
  timings,
  now,
  report,
}: {
  desk: Pick<ChannelDesk, "takeIn" | "answer" | "memory" | "remember" | "listShown">;
  identify: ReturnType<typeof createIdentify>;
  timings: Timings;
  now: () => Date;
  report: (err: unknown, what: string) => void;
}): Intake {
  const chains = new Map<string, Promise<void>>();
  const answering = new Set<Promise<void>>();
  const replyTo = new Map<string, string>();
  const handled = createHandledIds();
  const leave = ({ from, id }: PersonsMessage) => handled.add(from, id);
  const backlog = createBacklog({ take, leave, timings, now, report });
  let stopped = false;

  async function takeIn(message: PersonsMessage, life: ClientLife, tries: number): Promise<void> {
    // The same message can arrive live and also be found unread.
    if (handled.idsOf(message.from).includes(message.id)) return;
    const sender = await identify(message.from, life, tries >= mostTries);
    const { address } = sender;
    const list = message.quotes && message.body.kind === "text" ? await desk.listShown(message.quotes) : undefined;
    const body = message.body.kind === "text" && list !== undefined ? { ...message.body, list } : message.body;
    const chatId = await desk.takeIn({
      channel: "whatsapp",
      ...sender,
      externalId: message.id,
      body,
    });
    // After the message is stored: storing it forgets what was known of the address when it was somebody else's.
    if (address !== message.from && replyTo.get(address) !== message.from) {
      await desk.remember(address, { replyTo: message.from });
      replyTo.set(address, message.from);
    }
    handled.add(message.from, message.id);
    // Only after the message is stored: a message that is marked as seen is not found again.
    const calls = life.calls();
    calls?.seen(message.from, handled.idsOf(message.from)).catch(() => {});
    calls?.typing(message.from).catch(() => {});
    const answered = desk.answer(chatId).finally(() => answering.delete(answered));
    answering.add(answered);
  }

  async function takeUntilStored(message: PersonsMessage, life: ClientLife): Promise<void> {
    let over = false;
    void life.ended.then(() => {
      over = true;
    });
    for (let tries = 1; ; tries++) {
      try {
        return await takeIn(message, life, tries);
      } catch (err) {
        report(err, "message not stored");
        await pauseIn(life);
        if (over) return;
      }
    }
  }

  function take(message: PersonsMessage, life: ClientLife): void {
    if (stopped) return;
    const before = chains.get(message.from) ?? Promise.resolve();
    const chain = before
      .then(() => takeUntilStored(message, life))
      .finally(() => chains.get(message.from) === chain && chains.delete(message.from));
    chains.set(message.from, chain);
  }

  return {
    hold: backlog.hold,
    receive(raw, life) {
      const message = readMessage(raw);
      if (message) backlog.add(message, life);
    },
    async fetchUnread(life) {
      let over = false;
      void life.ended.then(() => {
        over = true;
      });
      for (let tries = 0; tries < mostTries; tries++) {
        if (await backlog.fetch(life).catch((err) => report(err, "unread messages not fetched"))) return;
        if (over) return;
        await pauseIn(life);
      }
      backlog.releaseAll();
    },
    async drain() {
      stopped = true;
      const all = async () => {
        await Promise.all(chains.values());
        await Promise.all(answering);
      };
      await within(timings.drainMs, all()).catch(() => {});
    },
  };
}

const pauseIn = (life: ClientLife) =>
  Promise.race([life.ended, new Promise((resolve) => setTimeout(resolve, againMs))]);
