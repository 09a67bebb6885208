import { afterEach, describe, expect, it } from "vitest";
import type { ApiScope } from "../../src/core/register/api-keys.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { startSite } from "../support/start-site.ts";
import { startTelegramService, telegramChatOf } from "../support/start-telegram-service.ts";

let stop: () => Promise<void>;
afterEach(() => stop());

/** Asks for a link with a key of these scopes. */
async function ask(of: { app: Parameters<typeof createApiKeys>[0]; url: string }, id: string, scopes: ApiScope[]) {
  const key = await createApiKeys(of.app).create("erp", scopes);
  const response = await fetch(`${of.url}/api/v1/subscribers/${id}/chat-links`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe("the API's links to a chat", () => {
  it("open Telegram in the subscriber's account, once, for 15 minutes", async () => {
    const service = await startTelegramService("2026-11-24 14:02", { mode: "webhook" });
    stop = service.stop;
    const of = { app: service.app.prisma, url: new URL(service.webhookUrl).origin };
    await service.stands("ready");
    const { externalId } = await service.app.prisma.subscriber.findFirstOrThrow({
      where: { name: { startsWith: "Maria" } },
    });
    const { status, body } = await ask(of, externalId, ["write"]);
    expect(status).toBe(201);
    expect(body.expiresAt).toBe("2026-11-24T17:17:00.000Z");
    const [, token] = /^https:\/\/t\.me\/faturabot_de_teste_bot\?start=([\w-]{43})$/.exec(body.url ?? "") ?? [];
    const visitor = telegramChatOf(service, { id: 201, phone: "5521987654321" });
    await visitor.does(() => visitor.person.starts(token));
    visitor.sees("Olá, Maria!");
    expect((await ask(of, externalId, ["read"])).status).toBe(403);
    expect((await ask(of, "nobody", ["write"])).status).toBe(404);
    // Another bot's name is no name of this one.
    await service.app.prisma.channelStatus.update({
      where: { channel: "telegram" },
      data: { detail: { username: "outro_bot", botId: 1 } },
    });
    const early = await ask(of, externalId, ["write"]);
    expect([early.status, early.body.title]).toEqual([409, expect.stringContaining("ainda não respondeu")]);
  });

  it("are refused in a sentence where Telegram is off", async () => {
    const site = await startSite({ works: false });
    stop = site.stop;
    const { externalId } = await site.app.prisma.subscriber.findFirstOrThrow();
    const { status, body } = await ask({ app: site.app.prisma, url: site.url }, externalId, ["write"]);
    expect([status, body.title]).toEqual([409, expect.stringContaining("O Telegram está desligado")]);
    expect(await site.app.prisma.loginLink.count()).toBe(0);
  });
});
