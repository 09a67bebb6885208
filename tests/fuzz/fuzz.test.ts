import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";
import type { Act } from "./acts.ts";
import { openWorld, type Tamper } from "./open-world.ts";
import { walk } from "./walk.ts";
import type { Invariant } from "./watch.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("nothing breaks in four hundred turns of made-up people", { timeout: 300_000 }, async () => {
  const { failure, done } = await walk(database, { turns: 400, seed: 42, actsAtMost: 700, shrinkMs: 60_000 });
  expect(failure).toBeUndefined();
  expect(done.turns).toBeGreaterThanOrEqual(400);
  // Where nobody got so far, nothing was looked at.
  expect(done.boletos).toBeGreaterThan(0);
  expect(done.handedOver).toBeGreaterThan(0);
});

describe("a promise that is broken on purpose is seen:", () => {
  const says = (text: string, chat = 0): Act => ({ kind: "says", chat, text });
  const asks: readonly Act[] = [says("oi"), says("1"), says("itau")];
  const hour: Act = { kind: "waits", seconds: 3600 };
  const changed =
    (change: (text: string) => string): Tamper =>
    (message) => ({ ...message, reply: { ...message.reply, text: change(message.reply.text) } });

  const cases: readonly { invariant: Invariant; how: string; tamper: Tamper; acts: readonly Act[] }[] = [
    {
      invariant: "no exception",
      how: "the log speaks of an error",
      tamper: (message, { app }) => {
        app.logger.error("broken");
        return message;
      },
      acts: asks,
    },
    { invariant: "always an answer", how: "an answer is swallowed", tamper: () => undefined, acts: asks },
    {
      invariant: "always an answer",
      how: "what came twice is answered twice",
      tamper: async (message, { app }) => {
        await app.prisma.$executeRaw`UPDATE inbound_message SET external_id = id::text`;
        return message;
      },
      acts: [says("oi"), { kind: "again", chat: 0 }],
    },
    {
      invariant: "no exception",
      how: "a message goes to nobody",
      tamper: (message) => (message.reply.handsOver === undefined ? message : { ...message, address: "nobody" }),
      acts: [...asks, hour],
    },
    {
      invariant: "no exception",
      how: "a message waits for ever",
      tamper: async (message, { app }) => {
        await app.prisma.inboundMessage.updateMany({ data: { status: "received" } });
        return message;
      },
      acts: asks,
    },
    {
      invariant: "no data of anybody else",
      how: "another's name is said",
      tamper: changed((text) => text.replace("Zqa", "Zqb")),
      acts: asks,
    },
    {
      invariant: "no data of anybody else",
      how: "another's address is said",
      tamper: changed((text) => text.replace("uso zka", "Rua zkc, 1")),
      acts: asks,
    },
    {
      invariant: "no data of anybody else",
      how: "another's boleto is handed over",
      tamper: async (message, { app }) => {
        const { handsOver } = message.reply;
        const other = await app.prisma.invoice.findFirst({
          where: { contract: { subscriber: { externalId: "zqc" } } },
        });
        if (handsOver !== undefined)
          await app.prisma.boleto.update({ where: { id: handsOver }, data: { invoiceId: other?.id ?? "" } });
        return message;
      },
      acts: [...asks, hour],
    },
    {
      invariant: "no data of anybody else",
      how: "another's name stands in the file of one's own data",
      tamper: async (message, { app }) => {
        const where = { externalId: "zqa" };
        await app.prisma.subscriber.updateMany({ where, data: { name: "Zqb Pessoa" } });
        return { ...message, reply: { ...message.reply, text: message.reply.text.replaceAll("Zqb", "Zqa") } };
      },
      acts: [says("oi"), says("meus dados")],
    },
    {
      invariant: "no wrong amount",
      how: "a cent more is said",
      tamper: changed((text) => text.replace(/,(\d)\d/, ",$18")),
      acts: asks,
    },
    {
      invariant: "no wrong amount",
      how: "the boleto asks for a cent more",
      tamper: async (message, { app }) => {
        const more = { increment: 1 };
        if (message.reply.handsOver !== undefined)
          await app.prisma.boleto.updateMany({ data: { amountCents: more, principalCents: more } });
        return message;
      },
      acts: [...asks, hour],
    },
    {
      invariant: "no line before payable",
      how: "the line comes with the promise",
      tamper: async (message, { app }) => {
        const boleto = await app.prisma.boleto.findFirst();
        return { ...message, reply: { text: `${message.reply.text} ${boleto?.linhaDigitavel ?? ""}` } };
      },
      acts: asks,
    },
    {
      invariant: "no line before payable",
      how: "the paper comes with the promise",
      tamper: async (message, { app }) => {
        const boleto = await app.prisma.boleto.findFirst();
        if (!boleto) return message;
        const document = { boletoId: boleto.id, fileName: "boleto.pdf" };
        return { ...message, reply: { ...message.reply, document } };
      },
      acts: asks,
    },
    {
      invariant: "no notice for what is paid",
      how: "it was paid a moment before",
      tamper: async (message, { app }) => {
        if (message.reply.handsOver !== undefined) await app.prisma.invoice.updateMany({ data: { status: "paid" } });
        return message;
      },
      acts: [...asks, hour],
    },
  ];
  for (const { invariant, how, tamper, acts } of cases)
    it(`${invariant}, where ${how}`, async () => {
      const world = await openWorld(database, { checksFirstContact: false, tamper });
      const all = async () => {
        for (const act of acts) await world.act(act);
      };
      try {
        await expect(all()).rejects.toThrow(`${invariant}:`);
      } finally {
        await world.close();
      }
    });

  it("one living boleto, where the database lets a second one in", async () => {
    const world = await openWorld(database, { checksFirstContact: false });
    for (const act of asks) await world.act(act);
    const { prisma } = world.running.app;
    const [index] = await prisma.$queryRaw<{ name: string; made: string }[]>`
      SELECT indexname AS name, indexdef AS made FROM pg_indexes
       WHERE tablename = 'boleto' AND indexdef LIKE '%UNIQUE%' AND indexdef LIKE '%WHERE%'`;
    await prisma.$executeRawUnsafe(`DROP INDEX "${index?.name}"`);
    try {
      const { id, slip, ...boleto } = await prisma.boleto.findFirstOrThrow();
      await prisma.boleto.create({
        data: { ...boleto, slip: slip ?? {}, nossoNumero: "1", campoLivre: "1".repeat(25) },
      });
      await expect(world.act(says("menu"))).rejects.toThrow("one living boleto:");
    } finally {
      await prisma.boletoWatcher.deleteMany();
      await prisma.boleto.deleteMany();
      await prisma.$executeRawUnsafe(index?.made ?? "");
      await world.close();
    }
  });
});
