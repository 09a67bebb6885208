import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, vi } from "vitest";
import { siteRouters } from "../../src/app/site.ts";
import type { Timings } from "../../src/bots/telegram/timings.ts";
import { startServer } from "../../src/http/server.ts";
import type { Limits } from "../standins/telegram/rate-limits.ts";
import { startTelegram, type Telegram } from "../standins/telegram/start-telegram.ts";
import type { Message } from "../standins/telegram/wire.ts";
import { startService } from "./start-chat.ts";
import type { TestDatabase } from "./test-database.ts";

/** A service with a bot of the real library, against the stand-in, with a moved clock over a real database. */
export type TelegramService = Awaited<ReturnType<typeof startTelegramService>>;

/** Fast where nothing is to be seen by waiting. */
export const quickTimings: Partial<Timings> = {
  firstPauseMs: 20,
  longestPauseMs: 100,
  conflictPauseMs: 50,
  courtesyMs: 500,
};

/** Starts both. */
export async function startTelegramService(
  at: string,
  of: {
    mode?: "polling" | "webhook";
    timings?: Partial<Timings>;
    limits?: Limits | "none";
    database?: TestDatabase;
    /** A stand-in that was there before. */
    telegram?: Telegram;
    webhookTimeoutMs?: number;
    /** Done to the stand-in before the bot is there. */
    before?: (telegram: Telegram) => void;
    /** What else the service has. */
    more?: Parameters<typeof startService>[2];
  } = {},
) {
  const telegram =
    of.telegram ??
    (await startTelegram({
      webhookRetryMs: 20,
      // They go by the real clock, and a story by a moved one: how fast it runs must not matter.
      limits: of.limits ?? "none",
      ...(of.webhookTimeoutMs && { webhookTimeoutMs: of.webhookTimeoutMs }),
    }));
  of.before?.(telegram);
  const port = of.mode === "webhook" ? await freePort() : 0;
  const secret = "um-segredo-de-teste";
  const url = `http://127.0.0.1:${port}/telegram/webhook`;
  const service = await startService(at, of.database, {
    ...of.more,
    telegram: {
      token: telegram.token,
      botId: Number.parseInt(telegram.token, 10),
      apiRoot: telegram.url,
      updates: of.mode === "webhook" ? { mode: "webhook", url, secret } : { mode: "polling" },
    },
    telegramTimings: { ...quickTimings, ...of.timings },
  });
  telegram.keepTime(service.clock);
  const server =
    port > 0 ? await startServer({ host: "127.0.0.1", port, routers: await siteRouters(service.app) }) : undefined;
  return {
    ...service,
    telegram,
    webhookUrl: url,
    secret,
    /** Waits until all that was done on the phones so far is taken in and answered. */
    async settles() {
      await telegram.until(() => telegram.queue.waiting().length === 0, "the updates to be confirmed");
      await service.app.telegram?.idle();
    },
    async stop() {
      await server?.close();
      await service.stop();
      if (!of.telegram) await telegram.stop();
    },
    /** Waits until the bot stands somewhere, as the operator is told. */
    stands: (state: string) =>
      vi.waitFor(
        async () => {
          const now = await service.app.prisma.channelStatus.findUnique({ where: { channel: "telegram" } });
          if (now?.state !== state) throw new Error(`Is ${now?.state}, not ${state}`);
        },
        { timeout: 30_000, interval: 20 },
      ),
    /** The service goes, Telegram stays. */
    async leaves() {
      await server?.close();
      await service.stop();
    },
  };
}

/** A person's chat on Telegram, told as a script like `chatOf`. */
export function telegramChatOf(service: TelegramService, of: { id: number; phone: string; firstName?: string }) {
  const person = service.telegram.person(of);
  const known = new Map<number, string>();
  let seen = "";
  const listens = () => {
    const fresh = person.messages().filter((message) => known.get(message.message_id) !== marked(message));
    for (const message of fresh) known.set(message.message_id, marked(message));
    seen = fresh.map(marked).join("\n");
  };
  /** Does something on the phone and hears what comes of it. */
  const does = async (act: (on: typeof person) => unknown) => {
    act(person);
    await service.settles();
    listens();
  };
  return {
    person,
    does,
    listens,
    says: (text: string) => does(() => person.says(text)),
    taps: (label: string) => does(() => person.taps(label)),
    /** Begins and proves the phone. */
    async begins() {
      await does(() => person.starts());
      await does(() => person.sharesContact());
    },
    async waits(amount: number, unit: "seconds" | "minutes" | "hours") {
      await service.waits(amount, unit);
      listens();
    },
    sees: (text: string | RegExp) =>
      typeof text === "string" ? expect(seen).toContain(text) : expect(seen).toMatch(text),
    seesNot: (text: string) => expect(seen).not.toContain(text),
    hearsNothing: () => expect(seen).toBe(""),
    heard: () => seen,
  };
}

/** A message's text as it was written, with its *bold* marks. */
function marked({ text, caption, entities = [], caption_entities = [] }: Message): string {
  const whole = text ?? caption ?? "";
  const bold = [...entities, ...caption_entities].filter(({ type }) => type === "bold");
  return bold.reduceRight(
    (written, { offset, length }) =>
      `${written.slice(0, offset)}*${written.slice(offset, offset + length)}*${written.slice(offset + length)}`,
    whole,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
