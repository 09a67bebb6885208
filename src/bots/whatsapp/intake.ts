import type { ChannelDesk } from "../../core/channel-ports.ts";
import { normalisePhone } from "../../core/identity/phone.ts";
import type { ClientLife } from "./open-client.ts";
import { type PersonsMessage, readMessage } from "./read-message.ts";
import type { Timings } from "./timings.ts";
import { within } from "./within.ts";

/** The way in. */
export interface Intake {
  /** A message that just came, or was found unread. */
  take(raw: unknown, life: ClientLife): void;
  /** Looks for what came while nobody listened. */
  fetchUnread(life: ClientLife): Promise<void>;
  /** Nothing is taken any more; what was taken is stored and answered. */
  drain(): Promise<void>;
}

/** The chat of a person under which address it is kept, and the one WhatsApp wrote from. */
interface Whom {
  address: string;
  phone?: string;
}

const storeAgainMs = 1_000;
const mostUnread = 50;

/**
 * Takes messages in: stored first, marked seen next, answered last. Those of a person one after the other. A message
 * that cannot be stored is tried again while this client lives, and found unread by the next one.
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
  let stopped = false;

  async function takeIn(message: PersonsMessage, life: ClientLife): Promise<void> {
    const { address, phone } = await whoIs(message.from, life, timings);
    if (address !== message.from && replyTo.get(address) !== message.from) {
      await desk.remember(address, { replyTo: message.from });
      replyTo.set(address, message.from);
    }
    const list = message.quotes && message.body.kind === "text" ? await desk.listShown(message.quotes) : undefined;
    const body = message.body.kind === "text" && list !== undefined ? { ...message.body, list } : message.body;
    const { chatId } = await desk.takeIn({
      channel: "whatsapp",
      address,
      ...(phone && { phone }),
      externalId: message.id,
      body,
    });
    // Not before: what is seen is not found unread.
    within(timings.callMs, life.client.sendSeen(message.from)).catch(() => {});
    life
      .calls()
      ?.typing(message.from)
      .catch(() => {});
    const answered = desk.answer(chatId).finally(() => answering.delete(answered));
    answering.add(answered);
  }

  async function takeUntilStored(message: PersonsMessage, life: ClientLife): Promise<void> {
    let over = false;
    void life.ended.then(() => {
      over = true;
    });
    for (;;) {
      try {
        return await takeIn(message, life);
      } catch (err) {
        report(err, "message not stored");
        await Promise.race([life.ended, new Promise((resolve) => setTimeout(resolve, storeAgainMs))]);
        if (over) return;
      }
    }
  }

  function take(raw: unknown, life: ClientLife): void {
    const message = readMessage(raw);
    if (!message || stopped) return;
    const before = chains.get(message.from) ?? Promise.resolve();
    const chain = before
      .then(() => takeUntilStored(message, life))
      .finally(() => chains.get(message.from) === chain && chains.delete(message.from));
    chains.set(message.from, chain);
  }

  return {
    take,
    async fetchUnread(life) {
      const oldest = now().getTime() - timings.unreadForMs;
      for (const { address, count } of (await life.calls()?.unread()) ?? [])
        try {
          const chat = await within(timings.callMs, life.client.getChatById(address));
          const limit = Math.min(count, mostUnread);
          const messages = await within(timings.callMs, chat.fetchMessages({ limit, fromMe: false }));
          const raws = messages.map(({ rawData }) => rawData);
          for (const raw of raws) if ((readMessage(raw)?.at.getTime() ?? 0) >= oldest) take(raw, life);
        } catch (err) {
          // One chat that cannot be read keeps nobody else waiting; it stays unread.
          report(err, "unread chat not read");
        }
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

/**
 * The phone is WhatsApp's own word: the address, or what it tells of the one behind a LID. Where it does not tell,
 * there is no phone; the digits of a LID are none. With a phone the chat is kept under it, so that both addresses of a
 * person are one chat.
 */
async function whoIs(from: string, { client }: ClientLife, timings: Timings): Promise<Whom> {
  const [told] = from.endsWith("@lid")
    ? await within(timings.callMs, client.getContactLidAndPhone([from])).catch(() => [])
    : [{ pn: from }];
  const address = told?.pn;
  if (!address?.endsWith("@c.us")) return { address: from };
  const phone = normalisePhone(address);
  return { address, ...(phone && { phone }) };
}
