import { afterEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";

const maria = { id: 101, phone: "5511900000001" };
let service: TelegramService;
afterEach(() => service.stop());

async function start(timings = {}) {
  service = await startTelegramService("2026-11-24 14:02", { timings });
  const chat = telegramChatOf(service, maria);
  await chat.begins();
  return chat;
}
const outbound = () => service.app.prisma.outboundMessage.findMany({ orderBy: { id: "asc" } });

describe("sending", () => {
  it("too many requests: what waits is kept and goes when Telegram said, be it in twenty hours, in its order", async () => {
    const chat = await start();
    const { telegram } = service;
    telegram.faults.add({ method: "sendMessage" }, { kind: "throttle", retryAfterSeconds: 73_414 });
    await chat.says("ajuda");
    await chat.says("menu");
    const before = telegram.callsOf("sendMessage").length;
    await chat.waits(20, "hours");
    chat.hearsNothing();
    expect(telegram.callsOf("sendMessage").length).toBe(before);
    await chat.waits(24, "minutes");
    chat.sees(/Eu mostro suas faturas[\s\S]*2 faturas em aberto/);
  });

  it("an answer lost after acceptance is sent again: it may come twice, and is never lost", async () => {
    const chat = await start();
    service.telegram.faults.add({ method: "sendMessage" }, { kind: "drop", accepted: true });
    await chat.says("ajuda");
    await chat.waits(10, "seconds");
    expect(chat.person.screen().match(/Eu mostro suas faturas/g)).toHaveLength(2);
    expect((await outbound()).every(({ status }) => status === "sent")).toBe(true);
  });

  it.each([
    ["the connection is cut before it is accepted", { kind: "drop", accepted: false }],
    ["Telegram is broken", { kind: "refuse", code: 502, description: "Bad Gateway" }],
  ] as const)("%s: it is sent again and comes once", async (_, fault) => {
    const chat = await start();
    service.telegram.faults.add({ method: "sendMessage" }, fault);
    await chat.says("ajuda");
    await chat.waits(10, "seconds");
    expect(chat.person.screen().match(/Eu mostro suas faturas/g)).toHaveLength(1);
  });

  it("whoever blocked the bot is out of reach, the operator hears of it once, and is answered again when back", async () => {
    const chat = await start();
    const unreachable = async () => (await service.app.prisma.chat.findFirstOrThrow()).unreachableAt !== null;
    await chat.taps("Vence 10/12 · R$ 109,90");
    await chat.taps("Itaú");
    await chat.does(() => chat.person.blocks());
    expect(await unreachable()).toBe(true);
    await chat.waits(31, "minutes");
    chat.hearsNothing();
    expect(await service.eventsOf("chat.unreachable")).toHaveLength(1);
    await chat.does(() => chat.person.unblocks());
    expect(await unreachable()).toBe(false);
    await chat.says("oi");
    chat.sees("Olá, Maria!");
  });

  it("a refusal that says the bot was blocked marks the chat, although no news of it came", async () => {
    const chat = await start();
    const description = "Forbidden: bot was blocked by the user";
    service.telegram.faults.add({ method: "sendMessage" }, { kind: "refuse", code: 403, description });
    await chat.says("ajuda");
    expect((await service.app.prisma.chat.findFirstOrThrow()).unreachableAt).not.toBeNull();
    expect((await outbound()).at(-1)).toMatchObject({ status: "failed", error: "unreachable" });
  });

  it("a message that Telegram will never take fails and does not hold up the next", async () => {
    const chat = await start();
    const description = "Bad Request: something about this message";
    service.telegram.faults.add({ method: "sendMessage" }, { kind: "refuse", code: 400, description });
    await chat.says("ajuda");
    await chat.says("menu");
    chat.sees("2 faturas em aberto");
    expect((await outbound()).filter(({ status }) => status === "failed")).toHaveLength(1);
  });

  it("'not modified' and 'query is too old' are successes: the talk goes on", async () => {
    const chat = await start();
    const { faults } = service.telegram;
    const harmless = (why: string) => ({ kind: "refuse", code: 400, description: `Bad Request: ${why}` }) as const;
    faults.add(
      { method: "answerCallbackQuery" },
      harmless("query is too old and response timeout expired or query ID is invalid"),
    );
    faults.add({ method: "editMessageText" }, harmless("message is not modified: specified new message content"));
    await chat.taps("Vence 10/12 · R$ 109,90");
    expect((await outbound()).at(-1)?.status).toBe("sent");
    await chat.says("itau");
    chat.sees("Estou preparando seu boleto do Itaú");
  });

  it("while the PDF is drawn and goes up the chat says that a file is coming; where that fails, the file comes all the same", async () => {
    const chat = await start();
    const { telegram } = service;
    await chat.says("2");
    await chat.says("itau");
    expect(telegram.callsOf("sendChatAction")).toEqual([]);
    telegram.faults.add({ method: "sendChatAction" }, { kind: "refuse", code: 500, description: "down" });
    await chat.waits(30, "minutes");
    const [shown, file] = ["sendChatAction", "sendDocument"].map((method) =>
      telegram.calls.findIndex((call) => call.method === method),
    );
    expect(telegram.calls[shown ?? -1]?.given).toMatchObject({ chat_id: maria.id, action: "upload_document" });
    expect(shown).toBeLessThan(file ?? -1);
    chat.sees("boleto-vence-10-12.pdf");
  });

  it("the PDF goes up once and is sent again by its id; an id that Telegram does not know any more goes up anew", async () => {
    const chat = await start();
    await chat.says("2");
    await chat.says("itau");
    await chat.waits(30, "minutes");
    const uploads = () => service.telegram.world.files.size;
    expect(uploads()).toBe(1);
    const again = async () => {
      await chat.says("boleto");
      chat.sees("boleto-vence-10-12.pdf");
    };
    await again();
    expect(uploads()).toBe(1);
    service.telegram.world.files.clear();
    await again();
    expect(uploads()).toBe(1);
    const kept = await service.app.prisma.sentFile.findFirstOrThrow();
    expect(service.telegram.world.files.has(kept.fileRef)).toBe(true);
  });

  it("forty notices at once stay below what Telegram takes in a second", async () => {
    await start();
    const { prisma, deps } = service.app;
    const people = Array.from({ length: 40 }, (_, index) => service.telegram.person({ id: 500 + index }));
    for (const person of people) {
      person.room.started = true;
      const address = String(person.id);
      const { id } = await prisma.chat.create({ data: { channel: "telegram", address } });
      const row = {
        chatId: id,
        body: { text: "Aviso." },
        kind: "notice" as const,
        dedupeKey: address,
        dueAt: service.clock(),
      };
      await prisma.outboundMessage.create({ data: row });
    }
    await deps.deliverDue();
    expect(people.filter(({ screen }) => screen().includes("Aviso."))).toHaveLength(40);
    expect(service.telegram.calls.filter(({ status }) => status === 429)).toEqual([]);
  });
});
