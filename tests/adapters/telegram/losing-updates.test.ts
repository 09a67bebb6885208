import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";

const maria = { id: 101, phone: "5511900000001" };
const other = { id: 102, phone: "5511900000002" };
let service: TelegramService;
afterEach(() => service.stop());

/** Breaks a table until it is mended, as a database does that is down for some of its statements. */
async function without(table: string, during: () => Promise<unknown>): Promise<void> {
  const { prisma } = service.app;
  await prisma.$executeRawUnsafe(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  try {
    await during();
  } finally {
    await prisma.$executeRawUnsafe(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
  }
}

describe.each(["polling", "webhook"] as const)("over %s", (mode) => {
  beforeEach(async () => {
    service = await startTelegramService("2026-11-24 14:02", { mode, timings: { deadlineMs: 1500 } });
  });

  it("an update whose turn throws is confirmed, because it is stored, and answered when the turn works again, once", async () => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await without("subscriber_phone", () => chat.says("oi"));
    chat.hearsNothing();
    expect(service.telegram.queue.waiting()).toEqual([]);
    await service.waits(2, "seconds");
    await service.recovers();
    chat.listens();
    chat.sees("Olá, Maria!");
    await service.recovers();
    chat.listens();
    chat.hearsNothing();
  });

  it("an update that the database does not take is not confirmed, and answered when it does, once and in its order", async () => {
    const { telegram } = service;
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await without("inbound_message", async () => {
      chat.person.says("2");
      chat.person.says("voltar");
      if (mode === "webhook")
        await telegram.until(() => telegram.webhook.deliveries.some(({ outcome }) => outcome === 503));
      else await telegram.until(() => !telegram.queue.isPolled(), "the updates to be fetched");
      expect(telegram.queue.waiting().length).toBe(2);
    });
    await service.settles();
    chat.listens();
    chat.sees(/De qual banco[\s\S]*2 faturas em aberto/);
    expect(await service.app.prisma.inboundMessage.count({ where: { status: "received" } })).toBe(0);
    if (mode === "webhook")
      expect(telegram.webhook.deliveries.find(({ outcome }) => outcome === 503)?.retryAfter).toBe("2");
  });

  it("a chat that Telegram is slow to take answers for holds up no other chat, and keeps its own order", async () => {
    const { telegram } = service;
    const [slow, quick] = [telegramChatOf(service, maria), telegramChatOf(service, other)];
    await slow.begins();
    await quick.begins();
    telegram.faults.add({ method: "sendMessage", chatId: maria.id }, { kind: "delay", ms: 1000 });
    slow.person.says("2");
    slow.person.says("voltar");
    quick.person.says("ajuda");
    await telegram.until(() => quick.person.screen().includes("Eu mostro suas faturas"), "the other chat's answer");
    slow.listens();
    slow.seesNot("De qual banco");
    await service.settles();
    slow.listens();
    slow.sees(/De qual banco[\s\S]*2 faturas em aberto/);
  });

  it("the same update twice is answered once", async () => {
    const { telegram } = service;
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    const message = { message_id: 900, date: telegram.world.seconds(), chat: chat.person.room.chat, text: "ajuda" };
    const from = { id: maria.id, is_bot: false, first_name: "Maria" };
    const update = { update_id: 1, message: { ...message, from } };
    telegram.queue.repeat(update);
    telegram.queue.repeat(update);
    await service.settles();
    chat.listens();
    expect(chat.heard().match(/Eu mostro suas faturas/g)).toHaveLength(1);
  });
});

describe("over webhook", () => {
  it("an answer that takes longer than Telegram waits for the confirmation is given once: it is confirmed before", async () => {
    service = await startTelegramService("2026-11-24 14:02", { mode: "webhook", webhookTimeoutMs: 500 });
    const { telegram } = service;
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    const before = telegram.webhook.deliveries.length;
    telegram.faults.add({ method: "sendMessage" }, { kind: "delay", ms: 1500 });
    await chat.says("ajuda");
    expect(telegram.webhook.deliveries.slice(before).map(({ outcome }) => outcome)).toEqual([200]);
    expect(chat.heard().match(/Eu mostro suas faturas/g)).toHaveLength(1);
  });

  it("who does not know the secret or the path is not let in, and what is no update does no harm", async () => {
    service = await startTelegramService("2026-11-24 14:02", { mode: "webhook" });
    const { webhookUrl, secret } = service;
    const post = async (url: string, given: string | undefined, body = "{}") =>
      (
        await fetch(url, {
          method: "POST",
          body,
          headers: { "content-type": "application/json", ...(given && { "x-telegram-bot-api-secret-token": given }) },
        })
      ).status;
    const forged = JSON.stringify({
      update_id: 1,
      message: {
        message_id: 1,
        date: 1,
        chat: { id: 1, type: "private" },
        from: { id: 1, is_bot: false },
        contact: { phone_number: maria.phone, user_id: 1 },
      },
    });
    expect(await post(webhookUrl, undefined, forged)).toBe(404);
    expect(await post(webhookUrl, "outro-segredo-qualquer", forged)).toBe(404);
    expect(await post(`${webhookUrl}/mais`, secret, forged)).toBe(404);
    expect(await post(webhookUrl, secret, "not JSON")).toBe(415);
    expect(await post(webhookUrl, secret, '{"update_id": "x", "message": 7}')).toBe(200);
    expect(await service.app.prisma.inboundMessage.count()).toBe(0);
  });
});

describe("over polling", () => {
  it("a connection that falls silent is given up and asked anew; a message sent into one is sent again", async () => {
    service = await startTelegramService("2026-11-24 14:02", { timings: { deadlineMs: 400, pollSeconds: 1 } });
    const { telegram } = service;
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    telegram.faults.add({ method: "getUpdates" }, { kind: "hang", accepted: false });
    telegram.faults.add({ method: "sendMessage" }, { kind: "hang", accepted: false });
    await chat.says("ajuda");
    await telegram.until(() => telegram.queue.isPolled());
    await service.waits(5, "seconds");
    chat.listens();
    chat.sees("Eu mostro suas faturas");
  });

  it("another poller with the same token is told of once; the bot stays and goes on when the other is gone", async () => {
    service = await startTelegramService("2026-11-24 14:02");
    const { telegram, app } = service;
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    const state = async () => (await app.prisma.channelStatus.findUnique({ where: { channel: "telegram" } }))?.state;
    telegram.faults.add(
      { method: "getUpdates", times: 3 },
      { kind: "refuse", code: 409, description: "Conflict: terminated by other getUpdates request" },
    );
    telegram.queue.conflict();
    await telegram.until(() => !telegram.faults.has("getUpdates"), "three refusals");
    expect(await state()).toBe("conflict");
    await chat.says("ajuda");
    chat.sees("Eu mostro suas faturas");
    expect(await state()).toBe("ready");
  });

  it.each([
    ["getMe", 500],
    ["getMe", 401],
    ["setMyCommands", 502],
    ["deleteWebhook", 429],
  ])(
    "a start that fails at %s with %i is tried again until it works, and a failure is not kept",
    async (method, code) => {
      service = await startTelegramService("2026-11-24 14:02", {
        before: (telegram) => telegram.faults.add({ method, times: 2 }, { kind: "refuse", code, description: "down" }),
      });
      const chat = telegramChatOf(service, maria);
      await chat.begins();
      chat.sees("Olá, Maria!");
      expect(service.telegram.callsOf("getMe").length).toBeGreaterThan(2);
    },
  );

  it("what was written while the bot was not there is answered when it is", async () => {
    service = await startTelegramService("2026-11-24 14:02", {
      before(telegram) {
        telegram.faults.add({ method: "getMe", times: 3 }, { kind: "drop", accepted: false });
        telegram.person(maria).starts();
      },
    });
    const chat = telegramChatOf(service, maria);
    await service.settles();
    chat.listens();
    chat.sees("Toque em *Enviar meu telefone*");
  });

  it("a webhook left from before does not keep the bot from its messages", async () => {
    service = await startTelegramService("2026-11-24 14:02", {
      before: (telegram) => telegram.webhook.set({ url: "http://127.0.0.1:9/velho", max_connections: 1 }),
    });
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    chat.sees("Olá, Maria!");
  });

  it("a stop in the middle of the start ends it", async () => {
    service = await startTelegramService("2026-11-24 14:02", {
      before: (telegram) => telegram.faults.add({ method: "deleteWebhook" }, { kind: "delay", ms: 300 }),
    });
    await service.telegram.until(() => service.telegram.callsOf("deleteWebhook").length === 1);
    await service.app.telegram?.stop();
    expect(service.telegram.queue.isPolled()).toBe(false);
  });

  it("a stop confirms nothing that was not stored: it is there after the next start", async () => {
    service = await startTelegramService("2026-11-24 14:02");
    const { telegram, app } = service;
    const { person } = telegramChatOf(service, maria);
    await telegram.until(telegram.queue.isPolled);
    await service.app.prisma.$executeRawUnsafe("ALTER TABLE inbound_message RENAME TO inbound_message_gone");
    const polls = telegram.polls();
    person.starts();
    await telegram.until(() => telegram.polls() > polls || !telegram.queue.isPolled(), "the update to be fetched");
    await app.telegram?.stop();
    await service.app.prisma.$executeRawUnsafe("ALTER TABLE inbound_message_gone RENAME TO inbound_message");
    expect(telegram.queue.waiting()).toHaveLength(1);
  });
});
