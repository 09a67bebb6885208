import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../src/core/app-error.ts";
import { somebodyWaits } from "../support/database/somebody-waits.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 14:02");
});
afterAll(() => service.stop());

const someone = async () => {
  const { phone } = await enterSubscriber(service, { invoices: [{ due: "2027-06-10" }] });
  return { phone, chat: chatOf(service, phone) };
};

describe("messages that come at once", () => {
  it("are each answered once, in a turn of their own that never fails, also when each writes", async () => {
    const { phone, chat } = await someone();
    await chat.tells("oi", "1", "itau");
    await chat.waits(31, "minutes");
    const externalIds = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(
      externalIds.map((externalId) =>
        service.app.receive({
          channel: "console",
          address: phone,
          phone,
          externalId,
          body: { kind: "text", text: "boleto não encontrado" },
        }),
      ),
    );
    const rows = await service.app.prisma.inboundMessage.findMany({ where: { externalId: { in: externalIds } } });
    expect(rows.map(({ status, attempts }) => [status, attempts])).toEqual(externalIds.map(() => ["done", 0]));
    // What came while the one before was on its way out is left to the recovery.
    await service.recovers();
    chat.listens();
    expect(chat.heard().match(/Vou perguntar ao Itaú/g)).toHaveLength(1);
    expect(chat.heard().match(/Perguntei há menos de 30 segundos ao Itaú/g)).toHaveLength(7);
  });
});

describe("messages of many chats that are stored together", () => {
  it("are stored each once, in their order, under one chat where its first ones come together", async () => {
    const address = randomUUID();
    const says = (externalId: string, text: string) =>
      service.app.storage.takeIn(
        { channel: "console", address, externalId, body: { kind: "text", text } },
        service.clock(),
      );
    const elsewhere = service.app.storage.takeIn(
      { channel: "console", address: randomUUID(), externalId: "1", body: { kind: "text", text: "oi" } },
      service.clock(),
    );
    const [first, ...others] = await Promise.all([says("a", "1"), says("b", "2"), says("a", "1"), says("c", "3")]);
    expect(new Set([first, ...others])).toEqual(new Set([first]));
    expect(await elsewhere).not.toBe(first);
    const rows = await service.app.prisma.inboundMessage.findMany({
      where: { chat: { address } },
      orderBy: { id: "asc" },
    });
    expect(rows.map(({ externalId }) => externalId)).toEqual(["a", "b", "c"]);
  });

  it("do not fail with the one among them that the database refuses", async () => {
    const take = (text: string) =>
      service.app.storage.takeIn(
        { channel: "console", address: randomUUID(), externalId: "1", body: { kind: "text", text } },
        service.clock(),
      );
    const outcomes = await Promise.allSettled([take("oi"), take("oi"), take("NUL \u0000"), take("oi")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });

  it("are answered though somebody holds the chat of one of them", async () => {
    const [held, free] = [await someone(), await someone()];
    await held.chat.says("ajuda");
    await free.chat.says("ajuda");
    let answered: Promise<unknown> | undefined;
    await service.app.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM chat WHERE phone = ${held.phone} FOR NO KEY UPDATE`;
      answered = held.chat.says("oi");
      await somebodyWaits(service.app.prisma);
      await free.chat.says("oi");
      free.chat.sees("fatura em aberto");
    });
    await answered;
    held.chat.sees("fatura em aberto");
  });
});

describe("a boleto asked for while the channel is down", () => {
  it("is not handed over any more when it was paid meanwhile: neither its words nor its line", async () => {
    const { chat } = await someone();
    await chat.tells("oi", "1", "bradesco");
    await chat.waits(31, "minutes");
    service.failures.all = new AppError("down", "down", { retry: true });
    await chat.says("boleto");
    const boleto = await service.app.prisma.boleto.findFirstOrThrow({ where: { bankCode: "237", status: "payable" } });
    await service.pays(boleto);
    delete service.failures.all;
    await chat.waits(30, "minutes");
    chat.sees("Recebemos o pagamento");
    chat.seesNot("já pode ser pago");
    chat.seesNot(boleto.linhaDigitavel ?? "no line");
  });
});

describe("an error that nobody foresaw", () => {
  it("holds the chat up for a few tries, is told to the operator, and lets the rest pass", async () => {
    const { chat } = await someone();
    service.failures.all = new TypeError("a fault of ours");
    await chat.says("ajuda");
    for (let minute = 0; minute < 5; minute++) await chat.waits(1, "minutes");
    delete service.failures.all;
    expect(await service.eventsOf("message.undelivered")).toHaveLength(1);
    await chat.says("oi");
    chat.sees("fatura em aberto");
    chat.seesNot("Eu mostro suas faturas");
  });
});

describe("a message whose sending took longer than it was this process's to send", () => {
  it("leaves those behind it to the next delivery, and is not taken back when another process sent it", async () => {
    const { chat } = await someone();
    const { prisma, storage } = service.app;
    await chat.says("oi");
    const last = await prisma.outboundMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
    const late = { id: String(last.id), attempts: last.attempts };
    await storage.markUnsent(late, { status: "pending", error: "too late" }, service.clock());
    const after = await prisma.outboundMessage.findUniqueOrThrow({ where: { id: last.id } });
    expect(after.status).toBe("sent");
  });
});
