import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { openApp } from "../../src/app/open-app.ts";
import type { Timings } from "../../src/bots/telegram/timings.ts";
import type { IdentityConfig } from "../../src/config/identity-config.ts";
import type { BanksConfig, Config, TelegramConfig } from "../../src/config.ts";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import type { InboundBody, IncomingMessage, OutboundMessage } from "../../src/core/channel-ports.ts";
import { expireBoletos } from "../../src/core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../../src/core/use-cases/boletos/lock-choices.ts";
import { recoverLostWork } from "../../src/core/use-cases/housekeeping/recover-lost-work.ts";
import { makeInvoices } from "../../src/core/use-cases/invoices/make-invoices.ts";
import { recordPayment } from "../../src/core/use-cases/payments/record-payment.ts";
import { createLogger, type Logger } from "../../src/logger.ts";
import { movedJobs } from "./database/moved-jobs.ts";
import { testConfig } from "./test-config.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** A service with a moved clock over a real database, with the demo provider in it. */
export type Service = Awaited<ReturnType<typeof startService>>;

/** Starts it at a local time ("2026-11-24 14:02"), on a database of its own or a given one. */
export async function startService(
  at: string,
  given?: TestDatabase,
  more: {
    telegram?: TelegramConfig;
    telegramTimings?: Partial<Timings>;
    /** Where codes go. */
    identity?: Partial<IdentityConfig>;
    /** "Conferir CPF no primeiro contato". */
    checksFirstContact?: boolean;
    banks?: BanksConfig & { callMs?: number; erpWebhook?: Config["erpWebhook"] };
    publicUrl?: string;
    /** Where the log goes; nowhere by default. */
    logger?: Logger;
    /** Jobs that run at the same time; one after the other by default. */
    lanes?: number;
    /** The service's own workers do the jobs as they fall due, by the real clock. */
    works?: boolean;
  } = {},
) {
  const database = given ?? (await createTestDatabase());
  const momentOf = (local: string) => new Date(`${local.replace(" ", "T")}:00-03:00`);
  const { works = false } = more;
  let movedTo = momentOf(at);
  const clock = () => (works ? new Date() : movedTo);
  const move = (to: Date) => {
    movedTo = to;
  };
  const outbox: OutboundMessage[] = [];
  const failures: { next?: Error; all?: Error } = {};
  const app = await openApp(
    testConfig({
      ...(more.banks && { banks: more.banks }),
      ...(more.banks?.erpWebhook && { erpWebhook: more.banks.erpWebhook }),
      identity: { proofIdleMinutes: 30, messageTextDays: 90, ...more.identity },
      ...(more.publicUrl && { publicUrl: more.publicUrl }),
      ...(more.telegram && { telegram: more.telegram }),
    }),
    {
      logger: more.logger ?? createLogger("silent"),
      ...(more.telegram && {
        channels: ["telegram"],
        ...(more.telegramTimings && { telegramTimings: more.telegramTimings }),
      }),
      clock: { now: clock },
      works,
      ...(more.banks?.callMs !== undefined && { bankCallMs: more.banks.callMs }),
      openDatabase: async () => ({ connection: database.connection, close: async () => {} }),
      senders: {
        console: {
          async send(message) {
            const failure = failures.next ?? failures.all;
            delete failures.next;
            if (failure) throw failure;
            outbox.push(message);
            return {};
          },
        },
      },
    },
  );
  if (more.checksFirstContact) await app.prisma.provider.updateMany({ data: { checksFirstContact: true } });
  const { runJobs, until } = movedJobs(app, { now: clock, set: move }, more.lanes);
  const waits = (amount: number, unit: "seconds" | "minutes" | "hours") =>
    until(new Date(clock().getTime() + amount * { seconds: 1000, minutes: 60_000, hours: 3_600_000 }[unit]));
  return {
    app,
    database,
    outbox,
    failures,
    runJobs,
    waits,
    clock,
    /** Nothing runs until then, as when the machine is off; what is due by then is not done yet. */
    isOffUntil(local: string) {
      move(momentOf(local));
    },
    /** What the running service does every second. */
    recovers: () => recoverLostWork(app.deps),
    /** The job of the morning, without the demo being filled anew. */
    async morning() {
      await expireBoletos(app.deps);
      await makeInvoices(app.deps);
      await lockChoices(app.deps);
    },
    /** The bank reports money for a boleto. */
    pays: ({ id, amountCents }: { id: string; amountCents: bigint }, externalId: string = randomUUID()) =>
      recordPayment(app.deps, {
        boletoId: id,
        amountCents: Number(amountCents),
        paidOn: localDate(clock(), "America/Sao_Paulo"),
        externalId,
      }),
    /** What the service issued, oldest first; the demo's own is not among them. */
    boletos: () => app.prisma.boleto.findMany({ where: { sentAt: { not: null } }, orderBy: { createdAt: "asc" } }),
    /** Who was promised what: "BANK PHONE", in the order of asking. */
    watchers: async () =>
      (
        await app.prisma.boletoWatcher.findMany({ include: { boleto: true, chat: true }, orderBy: { askedAt: "asc" } })
      ).map(({ boleto, chat }) => `${boleto.bankCode} ${chat.address}`),
    eventsOf: (type: string) => app.prisma.event.findMany({ where: { type }, orderBy: { id: "asc" } }),
    async stop() {
      await app.close();
      if (!given) await database.drop();
    },
  };
}

/** A person's chat told as a script. The same phone may write from two addresses: two chats. */
export function chatOf(service: Service, phone: string, address = phone) {
  let seen = "";
  let last: OutboundMessage | undefined;
  const take = () => {
    const mine = service.outbox.filter((message) => message.address === address);
    seen = mine.map(({ reply }) => reply.text).join("\n");
    last = mine.at(-1) ?? last;
    const others = service.outbox.filter((message) => message.address !== address);
    service.outbox.splice(0, service.outbox.length, ...others);
  };
  const receive = (body: InboundBody, externalId: string = randomUUID()) =>
    service.app.receive({ channel: "console", address, phone, externalId, body } satisfies IncomingMessage);
  return {
    async says(text: string, externalId?: string) {
      await receive({ kind: "text", text }, externalId);
      take();
    },
    /** Several messages, one after the other's answer. */
    async tells(...texts: string[]) {
      for (const text of texts) await receive({ kind: "text", text });
      take();
    },
    /** Something else than plain text, or a text as a channel delivers it. */
    async sends(body: InboundBody) {
      await receive(body);
      take();
    },
    /** Presses a button of the last message. */
    async presses(number: number) {
      const button = last?.reply.choices?.find((choice) => choice.number === number);
      if (!button) throw new Error(`There is no button ${number}`);
      await receive({ kind: "text", text: String(number), list: button.list });
      take();
    },
    /** Hears what came since, without a word. */
    listens: take,
    async waits(amount: number, unit: "seconds" | "minutes" | "hours") {
      await service.waits(amount, unit);
      take();
    },
    sees: (text: string | RegExp) =>
      typeof text === "string" ? expect(seen).toContain(text) : expect(seen).toMatch(text),
    seesNot: (text: string) => expect(seen).not.toContain(text),
    hearsNothing: () => expect(seen).toBe(""),
    heard: () => seen,
  };
}
