import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { messageKey } from "../../../src/core/message-key.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { nextVersion } from "../../support/next-version.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let folder: string;
let database: TestDatabase;
const running: ReturnType<typeof runFaturabot>[] = [];
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-rolling-"));
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const one of running) one.kill();
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  // It has a migration that no other test knows.
  await database.destroy();
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[], main?: string) => {
  const settings = {
    DATABASE_URL: database.connection.connectionString,
    DEMO: "on",
    PORT: "0",
    LOOP_LIMIT_PER_MINUTE: "100000",
  };
  const one = runFaturabot(args, settings, { main });
  running.push(one);
  return one;
};
async function start(main?: string) {
  const service = run(["start", "--window", "4s"], main);
  const [, url = ""] = await service.says(/aberto em (http:\/\/\S+)/);
  return { service, url };
}

const nextMigration = ["chat", "inbound_message", "outbound_message", "boleto", "invoice"]
  .map((table) => `ALTER TABLE "${table}" ADD COLUMN "next" TEXT NOT NULL DEFAULT '';`)
  .join("\n");

describe("two processes replaced one after the other by the next version", () => {
  it("lose no message and no notice, with its migration applied beneath them", { timeout: 300_000 }, async () => {
    const prisma = createPrismaClient(database.connection);
    const next = nextVersion(path.join(folder, "next"), "29990101000000_next", nextMigration);
    let [a, b] = [await start(), await start()];
    const cookies: string[] = [];
    for (const number of [1, 2, 3]) {
      const entered = await fetch(`${a.url}/conversa/abrir`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ phone: `551190000000${number}` }),
      });
      cookies.push(entered.headers.get("set-cookie")?.split(";")[0] ?? "");
    }
    /** Posts to the first of the two that takes it, as a balancer would. Gives whether it was taken. */
    const writes = async (person: number, text: string) => {
      for (const { url } of [a, b]) {
        const taken = await fetch(`${url}/conversa/mensagens`, {
          method: "POST",
          redirect: "manual",
          headers: { cookie: cookies[person] ?? "" },
          body: new URLSearchParams({ text }),
        }).catch(() => undefined);
        if (taken && taken.status < 400) return true;
      }
      return false;
    };
    for (const text of ["oi", "2", "itau"]) expect(await writes(0, text)).toBe(true);
    let [taken, going] = [0, true];
    const talking = [1, 2].map(async (person) => {
      while (going) if (await writes(person, "menu")) taken++;
    });

    expect(await run(["migrate"], next).ended).toBe(0);
    for (const which of ["a", "b"]) {
      const old = which === "a" ? a : b;
      old.service.kill("SIGTERM");
      const fresh = await start(next);
      expect(await old.service.ended).toBe(0);
      if (which === "a") a = fresh;
      else b = fresh;
    }
    const before = taken;
    await vi.waitFor(() => expect(taken).toBeGreaterThan(before + 10), { timeout: 60_000, interval: 50 });
    going = false;
    await Promise.all(talking);

    // Whatever was taken is in the record, done, and each has been answered; the notice came, once.
    await vi.waitFor(
      async () => {
        expect(
          await prisma.outboundMessage.count({ where: { status: { in: ["pending", "unknown", "failed"] } } }),
        ).toBe(0);
        expect(await prisma.outboundMessage.count({ where: { topic: "payable" } })).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 100 },
    );
    const stored = await prisma.inboundMessage.findMany({ select: { id: true, status: true } });
    expect(stored.length).toBeGreaterThanOrEqual(taken + 3);
    expect(stored.filter(({ status }) => status !== "done")).toEqual([]);
    const replies = await prisma.outboundMessage.findMany();
    const keys = new Set(replies.map(({ dedupeKey }) => dedupeKey));
    const answer = (id: bigint) => messageKey({ kind: "reply", messageId: String(id) }, 0);
    expect(stored.filter(({ id }) => !keys.has(answer(id)))).toEqual([]);
    const notices = replies.filter(({ kind, topic }) => kind === "notice" && topic === "payable");
    expect(notices.map(({ status }) => status)).toEqual(notices.map(() => "sent"));
    await prisma.$disconnect();
  });
});
