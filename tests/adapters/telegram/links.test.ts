import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";

let service: TelegramService;
beforeEach(async () => {
  service = await startTelegramService("2026-11-24 14:02");
  await service.stands("ready");
});
afterEach(() => service.stop());

/** Somebody whose phone is in no register. */
const visitor = (id: number) => telegramChatOf(service, { id, phone: "5521987654321" });
async function linkFor(phone: string): Promise<string> {
  const { subscriberId } = await service.app.prisma.subscriberPhone.findFirstOrThrow({ where: { phone } });
  const link = await service.app.createChatLink(subscriberId);
  if (link.kind !== "link") throw new Error(link.kind);
  return new URL(link.url).searchParams.get("start") ?? "";
}

describe("a deep link", () => {
  it("hands the chat over to the subscriber it was made for, without the phone", async () => {
    const token = await linkFor("5511900000001");
    expect(token).toMatch(/^[\w-]{22,64}$/);
    const chat = visitor(201);
    await chat.does(() => chat.person.starts(token));
    chat.sees("Olá, Maria!");
    await chat.says("2");
    chat.sees("De qual banco");
  });

  it("opens one chat, once: whoever finds it later is asked who they are", async () => {
    const token = await linkFor("5511900000001");
    const [first, second] = [visitor(201), visitor(202)];
    await first.does(() => first.person.starts(token));
    await second.does(() => second.person.starts(token));
    second.sees("Esse link já foi usado ou venceu.");
    second.seesNot("Maria");
    await first.does(() => first.person.starts(token));
    first.sees("Olá, Maria!");
  });

  it("is good for 15 minutes", async () => {
    const [just, late] = [await linkFor("5511900000001"), await linkFor("5511900000001")];
    const chat = visitor(201);
    await chat.waits(14, "minutes");
    await chat.does(() => chat.person.starts(just));
    chat.sees("Olá, Maria!");
    await chat.waits(1, "minutes");
    const other = visitor(202);
    await other.does(() => other.person.starts(late));
    other.sees("Esse link já foi usado ou venceu.");
  });

  it("is kept as a hash, and a made-up one opens nothing", async () => {
    const token = await linkFor("5511900000001");
    const chat = visitor(201);
    await chat.does(() => chat.person.starts("A".repeat(43)));
    chat.sees("Esse link já foi usado ou venceu.");
    const [kept] = await service.app.prisma.loginLink.findMany();
    expect(kept?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept?.tokenHash).not.toContain(token);
  });

  it("counts over the phone that was shared before, and a contact shared after it counts over the link", async () => {
    const chat = telegramChatOf(service, { id: 203, phone: "5511900000002" });
    await chat.begins();
    chat.seesNot("Maria");
    const token = await linkFor("5511900000001");
    await chat.does(() => chat.person.starts(token));
    chat.sees("Olá, Maria!");
    await chat.does(() => chat.person.sharesContact());
    chat.seesNot("Maria");
  });

  it("'sair' ends what it opened", async () => {
    const token = await linkFor("5511900000001");
    const chat = visitor(201);
    await chat.does(() => chat.person.starts(token));
    await chat.says("sair");
    await chat.says("oi");
    chat.seesNot("Maria");
    chat.sees("Toque em *Enviar meu telefone*");
  });
});
