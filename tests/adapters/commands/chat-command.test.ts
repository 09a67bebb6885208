import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import type { OutboundMessage } from "../../../src/core/channel-ports.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createLogger } from "../../../src/logger.ts";
import { builtCommand } from "../../support/built-command.ts";
import { hangAt } from "../../support/database/hang-at.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const phone = "5511900000001";
let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-chat-"));
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** `printf … | faturabot chat`, as a process of its own. */
function chat(input: string) {
  const env = {
    PATH: process.env.PATH,
    TMPDIR: folder,
    DATA_DIR: folder,
    DEMO: "on",
    DATABASE_URL: database.connection.connectionString,
  };
  const child = spawn(process.execPath, [builtCommand(), "chat", "--phone", phone], { env });
  child.stderr.pipe(process.stderr);
  child.stdin.end(input);
  return { said: text(child.stdout), kill: () => child.kill("SIGKILL") };
}
/** A notice that stands in front of the answer, written by another process such as `faturabot retorno`. */
async function notice(body: string) {
  const { id: chatId } = await prisma.chat.upsert({
    where: { channel_address: { channel: "console", address: phone } },
    create: { channel: "console", address: phone, phone },
    update: {},
  });
  const now = new Date();
  await prisma.outboundMessage.create({
    data: { chatId, kind: "notice", body: { text: body }, dedupeKey: `notice:test:${body}`, dueAt: now },
  });
}
const claimed = () => prisma.outboundMessage.findMany({ where: { claimedUntil: { not: null } } });

describe("a message that is piped into the chat", { timeout: 240_000 }, () => {
  it("is answered before the chat ends, behind what was due, however often and soon it is run again", async () => {
    await (await chat("")).said;
    for (const round of [1, 2, 3]) {
      await notice(`Aviso ${round}.`);
      expect(await chat("oi\n").said).toMatch(new RegExp(`^Aviso ${round}\\.\\s+Olá, Maria!`));
      expect(await claimed()).toEqual([]);
    }
  });

  it("is answered without the last line break, and nothing at all ends the chat in silence", async () => {
    expect(await chat("oi").said).toMatch(/^Olá, Maria!/);
    expect(await chat("").said).toBe("");
    expect((await chat("oi\r\nxyz").said).match(/Olá, Maria!|Não entendi/g)).toEqual(["Olá, Maria!", "Não entendi"]);
  });

  it("is answered where an earlier one is still claimed by a process that was killed in the middle of sending", async () => {
    await (await chat("")).said;
    const hang = await hangAt(database.connection, {
      table: "outbound_message",
      when: "BEFORE UPDATE",
      where: "NEW.status = 'sent'",
    });
    const killed = chat("oi\n");
    await hang.reached();
    killed.kill();
    await killed.said;
    await hang.end();
    expect(await claimed()).not.toEqual([]);
    // Nearly all of the claim's time is over.
    await prisma.outboundMessage.updateMany({ data: { claimedUntil: new Date(Date.now() + 3_000) } });
    expect((await chat("oi\n").said).match(/Olá, Maria!/g)).toHaveLength(2);
    expect(await claimed()).toEqual([]);
  });
});

it("a process that ends gives back what it has claimed and not sent, when the message on its way is out", async () => {
  const sent: OutboundMessage[] = [];
  let release = () => {};
  const reached = new Promise<void>((tell) => {
    release = tell;
  });
  let goOn = () => {};
  const held = new Promise<void>((tell) => {
    goOn = tell;
  });
  const app = await openApp(testConfig(), {
    logger: createLogger("silent"),
    works: false,
    openDatabase: async () => ({ connection: database.connection, close: async () => {} }),
    senders: {
      console: {
        async send(message) {
          release();
          await held;
          sent.push(message);
          return {};
        },
      },
    },
  });
  for (const body of ["Um.", "Dois.", "Três."]) await notice(body);
  const delivering = app.deps.deliverDue();
  await reached;
  const closing = app.close();
  goOn();
  await Promise.all([delivering, closing]);
  expect(sent.map(({ reply }) => reply.text)).toEqual(["Um."]);
  const rows = await prisma.outboundMessage.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ status, claimedUntil }) => [status, claimedUntil])).toEqual([
    ["sent", null],
    ["pending", null],
    ["pending", null],
  ]);
});
