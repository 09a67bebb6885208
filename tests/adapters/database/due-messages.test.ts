import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import pg, { type PoolConfig } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import { AppError } from "../../../src/core/app-error.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createLogger } from "../../../src/logger.ts";
import { asAdmin } from "../../support/database/as-admin.ts";
import { earsOf } from "../../support/database/ears-of.ts";
import { makeCluster, postgresPrograms } from "../../support/database/make-cluster.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

/** A running service, by PostgreSQL's own clock, and a session of somebody else who enters messages. */
async function serve({ connection }: { connection: PoolConfig }) {
  const heard = new Map<string, number>();
  const failures: Error[] = [];
  const events = new Map<string, number>();
  const erp = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      events.set((JSON.parse(body) as { type: string }).type, Date.now());
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(erp, "listening");
  const url = `http://127.0.0.1:${(erp.address() as AddressInfo).port}`;
  const app = await openApp(testConfig({ erpWebhook: { url, secret: "a-secret-of-the-erp-and-ours" } }), {
    logger: createLogger("silent"),
    openDatabase: async () => ({ connection, close: async () => {} }),
    senders: {
      console: {
        async send({ reply }) {
          const failure = failures.shift();
          if (failure) throw failure;
          heard.set(reply.text, Date.now());
          return {};
        },
      },
    },
  });
  const prisma = createPrismaClient(connection);
  await prisma.$executeRaw`INSERT INTO chat (channel, address, phone) VALUES ('console', 'p', '5511900000001') ON CONFLICT DO NOTHING`;
  let count = 0;
  return {
    app,
    prisma,
    failures,
    /** When the provider's own system was told of each type of event. */
    events,
    /** Enters a notice as another process would, with `SET LOCAL` before it. */
    async enters(dueAt: Date, first = "SELECT 1") {
      const text = `notice ${++count}`;
      await prisma.$transaction([
        prisma.$executeRawUnsafe(first),
        prisma.$executeRaw`
          INSERT INTO outbound_message (chat_id, body, kind, dedupe_key, due_at)
          SELECT id, ${{ text }}, 'notice', ${`notice:test:${count}`}, ${dueAt} FROM chat WHERE address = 'p'`,
      ]);
      return text;
    },
    /** How long after it was due a message was sent. */
    async lateMs(text: string | RegExp, dueAt: Date) {
      const isIt = (said: string) => (typeof text === "string" ? said === text : text.test(said));
      const sentAt = () => [...heard].find(([said, at]) => isIt(said) && at > dueAt.getTime() - 100)?.[1];
      await vi.waitFor(() => expect(sentAt()).toBeDefined(), { timeout: 40_000, interval: 20 });
      return (sentAt() ?? 0) - dueAt.getTime();
    },
    async stop() {
      await app.close();
      erp.closeAllConnections();
      erp.close();
      await prisma.$disconnect();
    },
  };
}

/** Less than a slow look would take, and more than a busy machine does. */
const promptMs = 1800;
const inMs = (ms: number) => new Date(Date.now() + ms);
/** Replication's own role fires no triggers: nobody hears of what is entered. */
const untold = "SET LOCAL session_replication_role = replica";

describe("a message", () => {
  let database: TestDatabase;
  let service: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    service = await serve(database);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });
  /** It has looked, found nothing more, and would by itself look again in five seconds. */
  beforeEach(async () => {
    const now = inMs(0);
    const sentAt = now.getTime() + (await service.lateMs(await service.enters(now), now));
    await vi.waitFor(() => expect(Date.now() - sentAt).toBeGreaterThan(1500), { timeout: 5000 });
  });

  it("that another process enters goes out at once", async () => {
    const now = inMs(0);
    expect(await service.lateMs(await service.enters(now), now)).toBeLessThan(promptMs);
  });

  it("goes out when it is due, also where it was entered after one that is due later still", async () => {
    const [laterDue, nearerDue] = [inMs(3500), inMs(1500)];
    const later = await service.enters(laterDue);
    const nearer = await service.enters(nearerDue);
    for (const late of [await service.lateMs(nearer, nearerDue), await service.lateMs(later, laterDue)]) {
      expect(late).toBeGreaterThan(-50);
      expect(late).toBeLessThan(promptMs);
    }
  });

  it("that did not go as an answer is tried again when its pause is over", async () => {
    service.failures.push(new AppError("channel-closed", "fechado", { retry: true }));
    const now = inMs(0);
    const message = {
      channel: "console" as const,
      address: "5511900000001",
      phone: "5511900000001",
      externalId: "ajuda",
    };
    await service.app.receive({ ...message, body: { kind: "text", text: "ajuda" } });
    const late = await service.lateMs(/ajuda|fatura/i, now);
    expect(late).toBeGreaterThan(1900);
    expect(late).toBeLessThan(3500);
  });

  it("to the provider's own system, an event, goes out at once", async () => {
    const { prisma, events } = service;
    const at = inMs(0);
    await prisma.event.create({ data: { type: "planted", data: {}, at } });
    await vi.waitFor(() => expect(events.has("planted")).toBe(true), { timeout: 15_000, interval: 20 });
    expect((events.get("planted") ?? 0) - at.getTime()).toBeLessThan(promptMs);
  });

  it("is looked for without telling anybody, or the service would wake itself for ever", async () => {
    const heard: (string | undefined)[] = [];
    const ear = new pg.Client(database.connection);
    await ear.connect();
    ear.on("notification", ({ payload }) => heard.push(payload));
    await ear.query("LISTEN faturabot_due");
    await service.app.recover();
    await ear.query("NOTIFY faturabot_due, 'that was all'");
    await vi.waitFor(() => expect(heard).toContain("that was all"));
    expect(heard).toEqual(["that was all"]);
    await ear.end();
  });

  it("of which nobody told is found by the slow look at the database", async () => {
    const { username } = new URL(database.connection.connectionString);
    await asAdmin(database, `GRANT SET ON PARAMETER session_replication_role TO ${username}`);
    const due = inMs(500);
    expect(await service.lateMs(await service.enters(due, untold), due)).toBeLessThan(6000);
  });

  it("that was stored by a process that died is answered within seconds", async () => {
    const now = inMs(0);
    await service.prisma.$executeRaw`
      INSERT INTO inbound_message (chat_id, external_id, body, next_try_at, received_at)
      SELECT id, 'died', '{"kind": "text", "text": "oi"}', ${now}, ${now} FROM chat WHERE address = 'p'`;
    expect(await service.lateMs(/fatura/, now)).toBeLessThan(6500);
  });

  it("is told as before once the connection that listens was lost", async () => {
    const { prisma } = service;
    const before = await earsOf(prisma);
    for (const pid of before) await prisma.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
    const others = async () => {
      const now = await earsOf(prisma);
      expect(now).toHaveLength(before.length);
      expect(now).not.toEqual(before);
    };
    await vi.waitFor(others, { timeout: 10_000 });
    const now = inMs(0);
    expect(await service.lateMs(await service.enters(now), now)).toBeLessThan(promptMs);
  });
});

describe.runIf(postgresPrograms())("a PostgreSQL that is gone for a while", { timeout: 300_000 }, () => {
  it("finds the service waiting, which sends what was due meanwhile and hears of what comes", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-gone-"));
    // The server runs as another user.
    chmodSync(folder, 0o777);
    const cluster = await makeCluster(folder);
    await cluster.control("start");
    const connection = { connectionString: cluster.url("postgres"), max: 10 };
    await applyMigrations(connection);
    const service = await serve({ connection });
    const due = inMs(2000);
    const meanwhile = await service.enters(due);
    await cluster.control("stop", "-m", "immediate");
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(due.getTime()), { timeout: 5000 });
    await cluster.control("start");
    const back = inMs(0);
    expect(await service.lateMs(meanwhile, back)).toBeLessThan(6500);
    await vi.waitFor(async () => expect(await earsOf(service.prisma)).toHaveLength(2), { timeout: 40_000 });
    const first = inMs(0);
    await service.lateMs(await service.enters(first), first);
    const now = inMs(0);
    expect(await service.lateMs(await service.enters(now), now)).toBeLessThan(promptMs);
    await service.stop();
    await cluster.control("stop", "-m", "immediate");
    rmSync(folder, { recursive: true });
  });
});
