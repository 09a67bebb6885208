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
  opened = await openWhatsapp({ windowSeconds: 8 });
  ({ standIn, service } = opened);
});

afterAll(async () => {
  await service.close();
  await opened.close();
});

test("from oi to the PDF, with the service restarted inside the window", async () => {
  const maria = standIn.person("5511900000001");
  maria.says("oi");
  expect((await maria.hears("Olá, Maria!")).body).toContain("*1*");
  maria.says("2");
  await maria.hears("De qual banco você quer o boleto?");
  maria.says("itau");
  await maria.hears("Estou preparando seu boleto do Itaú");
  await service.close();
  const typed = standIn.network.typing.length;
  service = await opened.start();
  await maria.hears("já pode ser pago");
  expect((await maria.hears(/^\d{47}$/)).type).toBe("chat");
  const slip = await maria.hears(".pdf");
  // While the PDF was drawn: nobody wrote meanwhile.
  expect(standIn.network.typing.slice(typed)).toEqual([maria.address]);
  expect(maria.fileOf(slip)?.subarray(0, 5).toString()).toBe("%PDF-");
  expect(standIn.network.refused).toEqual([]);
});

test("a sender with a LID is answered there, known by the phone that WhatsApp tells", async () => {
  const jose = standIn.person("5511900000002", { lid: "77000000000002" });
  jose.says("oi");
  const answer = await jose.hears("Olá, ");
  expect(answer.chat).toBe("77000000000002@lid");
  // The same person under the phone is the same chat.
  jose.write({ body: "menu" }, jose.account.phone);
  await jose.hears("fatura");
  expect(await service.app.prisma.chat.count({ where: { address: { startsWith: "5511900000002" } } })).toBe(1);
});

test("a LID whose phone WhatsApp hides is asked for the CPF, whatever its digits look like", async () => {
  const stranger = standIn.person("5511900000003", { lid: "5511900000001", phoneTold: false });
  stranger.says("oi");
  const answer = await stranger.hears(/CPF/i);
  expect(answer.body).not.toContain("Maria");
});

test("a group is left alone; voice and sticker are answered", async () => {
  const ana = standIn.person("5511900000004");
  ana.write({ body: "oi", author: ana.address }, "120363000000000001@g.us");
  ana.sends("ptt");
  await ana.hears("texto");
  ana.sends("sticker");
  await ana.hears("texto");
  expect(standIn.network.chatOf("120363000000000001@g.us")).toMatchObject({ unread: 1, messages: [{ fromMe: false }] });
  expect(await service.app.prisma.chat.count({ where: { address: { endsWith: "g.us" } } })).toBe(0);
});

test("a number that quotes an old list does not pay another invoice", async () => {
  const maria = standIn.person("5511900000001");
  maria.says("menu");
  const old = await maria.hears("Digite *1*");
  maria.says("menu");
  await maria.hears("Digite *1*");
  await service.until(async () => {
    const known = (await service.outbox()).filter(({ providerMessageId }) => providerMessageId === old.id);
    if (known.length !== 1) throw new Error("not marked as sent yet");
  });
  const before = maria.got().length;
  maria.says("1", { quotes: old.id });
  await standIn.network.until("an answer", () => maria.got().length > before);
  expect(maria.got()[before]?.body).not.toContain("De qual banco");
});

test("the same message twice, also under both addresses, is answered once", async () => {
  const rui = standIn.person("5511900000007", { lid: "77000000000007" });
  const message = rui.says("oi");
  await rui.hears("Olá");
  standIn.network.deliverAgain(message);
  rui.write({ ...message }, rui.account.phone);
  rui.says("xyz");
  await rui.hears("Não entendi");
  expect(rui.got().filter(({ body }) => body.startsWith("Olá"))).toHaveLength(1);
  const chat = await service.app.prisma.chat.findFirstOrThrow({ where: { address: "5511900000007@c.us" } });
  expect(await service.app.prisma.inboundMessage.count({ where: { chatId: chat.id } })).toBe(2);
});

test("what was stored is marked seen, typing is shown, and delivery comes back to the outbox", async () => {
  const eva = standIn.person("5511900000008");
  eva.says("oi");
  const answer = await eva.hears("Olá");
  await standIn.network.until("seen", () => standIn.network.seen.includes(eva.address));
  expect(standIn.network.typing).toContain(eva.address);
  eva.receives(answer);
  await service.until(async () => {
    const row = (await service.outbox()).find(({ providerMessageId }) => providerMessageId === answer.id);
    if (row?.status !== "delivered") throw new Error(`${row?.status}`);
  });
});
