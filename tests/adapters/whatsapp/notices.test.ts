import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { StandIn } from "../../standins/whatsapp/start-whatsapp.ts";
import { openWhatsapp } from "../../support/open-whatsapp.ts";
import type { WhatsappService } from "../../support/start-whatsapp-service.ts";

// Chromium is slow to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
let opened: Awaited<ReturnType<typeof openWhatsapp>>;
let standIn: StandIn;
let service: WhatsappService;

beforeAll(async () => {
  opened = await openWhatsapp({ dailyLimit: 1 });
  ({ standIn, service } = opened);
});

afterAll(async () => {
  await service.close();
  await opened.close();
});

test("the day's last notice goes out whole, and the next one waits for the morning", async () => {
  const [maria, lia] = [standIn.person("5511900000001"), standIn.person("5511900000008")];
  maria.says("oi");
  await maria.hears("Olá, Maria!");
  maria.says("2");
  await maria.hears("De qual banco");
  maria.says("itau");
  await maria.hears("já pode ser pago");
  await maria.hears(/^\d{47}$/);
  await maria.hears(".pdf");

  lia.says("oi");
  await lia.hears("Olá, Lia!");
  lia.says("1");
  await lia.hears("Estou preparando");
  await service.until(async () => {
    const notices = (await service.outbox()).filter(({ kind }) => kind === "notice");
    const waiting = notices.filter(({ status, error }) => status === "pending" && error === "daily-limit");
    if (waiting.length === 0) throw new Error(`Not held back: ${notices.map(({ status, error }) => [status, error])}`);
    // Eight in the morning in São Paulo.
    expect(waiting[0]?.claimedUntil?.toISOString()).toMatch(/T11:00:00\.000Z$/);
  });
  expect(lia.got().some(({ body }) => body.includes("já pode"))).toBe(false);
});
