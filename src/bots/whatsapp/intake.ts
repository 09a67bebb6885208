import type { ChannelDesk } from "../../core/channel-ports.ts";
import { normalisePhone } from "../../core/identity/phone.ts";
import { createBacklog } from "./backlog.ts";
import { createDealtWith } from "./dealt-with.ts";
import type { ClientLife } from "./open-client.ts";
import { type PersonsMessage, readMessage } from "./read-message.ts";
import type { Timings } from "./timings.ts";
import { within } from "./within.ts";

/** The way in. */
export interface Intake {
  /** A page opens, or opens anew: what comes waits until what came before it is found. */
  holds(): void;
  /** A message that just came. */
  hears(raw: unknown, life: ClientLife): void;
  /** Looks for what came while nobody listened, until all of it is found or this life is over. */
  fetchUnread(life: ClientLife): Promise<void>;
  /** Nothing is taken any more; what was taken is stored and answered. */
  drain(): Promise<void>;
}

/** The chat of a person under which address it is kept, and the one WhatsApp wrote from. */
interface Whom {
  address: string;
  phone?: string;
}

const againMs = 1_000;
const mostTries = 5;

/**
 * Takes messages in: stored first, marked seen next, answered last. Those of a person one after the other. A message
 * that cannot be stored is tried again while this client lives, and found unread by the next one: a chat is marked seen
 * only where every unread message of it is stored.
 */
export function createIntake({
  desk,
  timings,
  now,
  report,
}: {
  desk: Pick<ChannelDesk, "takeIn" | "answer" | "memory" | "remember" | "listShown">;
  timings: Timings;
  now: () => Date;
  report: (err: unknown, what: string) => void;
}): Intake {
  const chains = new Map<string, Promise<void>>();
  const answering = new Set<Promise<void>>();
  const replyTo = new Map<string, string>();
  const dealtWith = createDealtWith();
  const leave = ({ from, id }: PersonsMessage) => dealtWith.add(from, id);
  const backlog = createBacklog({ take, leave, timings, now, report });
  let stopped = false;

  async function takeIn(message: PersonsMessage, life: ClientLife, tries: number): Promise<void> {
    // Heard live and found unread is one message.
    if (dealtWith.of(message.from).includes(message.id)) return;
    const { address, phone } = await whoIs(message.from, life, {
      callMs: timings.callMs,
      isLastTry: tries >= mostTries,
    });
    if (address !== message.from && replyTo.get(address) !== message.from) {
      await desk.remember(address, { replyTo: message.from });
      replyTo.set(address, message.from);
    }
    const list = message.quotes && message.body.kind === "text" ? await desk.listShown(message.quotes) : undefined;
    const body = message.body.kind === "text" && list !== undefined ? { ...message.body, list } : message.body;
    const chatId = await desk.takeIn({
      channel: "whatsapp",
      address,
      ...(phone && { phone }),
      externalId: message.id,
      body,
    });
    dealtWith.add(message.from, message.id);
    // Not before: what is seen is not found unread.
    const calls = life.calls();
    calls?.seen(message.from, dealtWith.of(message.from)).catch(() => {});
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
    holds: backlog.holds,
    hears(raw, life) {
      const message = readMessage(raw);
      if (message) backlog.hears(message, life);
    },
    async fetchUnread(life) {
      let over = false;
      void life.ended.then(() => {
        over = true;
      });
      for (let tries = 0; tries < mostTries; tries++) {
        if (await backlog.fetches(life).catch((err) => report(err, "unread messages not fetched"))) return;
        if (over) return;
        await pauseIn(life);
      }
      backlog.gives();
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

/**
 * The phone is WhatsApp's own word: the address, or what it tells of the one behind a LID. Where it does not tell,
 * there is no phone; the digits of a LID are none. With a phone the chat is kept under it, so that both addresses of a
 * person are one chat.
 */
async function whoIs(
  from: string,
  { client }: ClientLife,
  { callMs, isLastTry }: { callMs: number; isLastTry: boolean },
): Promise<Whom> {
  const asked = from.endsWith("@lid") ? within(callMs, client.getContactLidAndPhone([from])) : [{ pn: from }];
  // A page that goes on meanwhile has told nothing yet.
  const [told] = await Promise.resolve(asked).catch((error: unknown) => {
    if (!isLastTry) throw error;
    return [];
  });
  const address = told?.pn;
  if (!address?.endsWith("@c.us")) return { address: from };
  const phone = normalisePhone(address);
  return { address, ...(phone && { phone }) };
}
