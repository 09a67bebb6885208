import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import whatsapp, { type Message } from "whatsapp-web.js";
import { openWebClient, sessionFolder } from "../support/open-web-client.ts";
import { type StandIn, startWhatsapp } from "./whatsapp/start-whatsapp.ts";

const { MessageMedia } = whatsapp;
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(300_000)]);
// Chromium is slow to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
let standIn: StandIn;
let folder: ReturnType<typeof sessionFolder>;
let bare: ReturnType<typeof openWebClient>;

beforeAll(async () => {
  standIn = await startWhatsapp();
  folder = sessionFolder();
  bare = openWebClient(folder.dir, standIn.chromiumArgs);
  const qr = bare.event<string>("qr");
  const ready = bare.event("ready");
  const authenticated = bare.event("authenticated");
  await bare.client.initialize();
  standIn.network.scan(await qr);
  await Promise.all([authenticated, ready]);
});

afterAll(async () => {
  await bare.client.destroy();
  await standIn.stop();
  folder.remove();
});

test("a code that is out of date pairs nobody", () => {
  expect(() => standIn.network.scan("2@old,a,b,c,1")).toThrow("out of date");
});

test("a text goes both ways, is acknowledged, delivered, read", async () => {
  const maria = standIn.person("5511900000001");
  const came = bare.event<Message>("message");
  maria.says("oi, *tudo* bem?");
  const message = await came;
  expect(message).toMatchObject({ from: "5511900000001@c.us", body: "oi, *tudo* bem?", type: "chat", fromMe: false });

  const acks: number[] = [];
  bare.client.on("message_ack", (_, ack) => acks.push(ack));
  const sent = await bare.client.sendMessage(message.from, "Olá, *Maria*!");
  const heard = await maria.hears("Olá, *Maria*!");
  expect(heard.id).toBe(sent.id.id);
  const read = new Promise<void>((resolve) => bare.client.on("message_ack", (_, ack) => ack === 3 && resolve()));
  maria.receives(heard);
  maria.reads(heard);
  await read;
  expect(acks).toEqual([1, 2, 3]);
});

test("a document arrives byte by byte as it was sent, with caption and file name", async () => {
  const jose = standIn.person("5511900000002", { name: "José" });
  const media = new MessageMedia("application/pdf", pdf.toString("base64"), "boleto-vence-10-12.pdf");
  await bare.client.sendMessage(jose.address, media, { sendMediaAsDocument: true, caption: "Seu boleto" });
  const heard = await jose.hears("boleto-vence-10-12.pdf");
  expect(heard).toMatchObject({ type: "document", caption: "Seu boleto", mimetype: "application/pdf" });
  expect(jose.fileOf(heard)?.equals(pdf)).toBe(true);
});

test("a LID is resolved where WhatsApp tells the phone, and not where it does not", async () => {
  const told = standIn.person("5511900000003", { lid: "77000000000003" });
  const hidden = standIn.person("5511900000004", { lid: "77000000000004", phoneTold: false });
  const came: Message[] = [];
  const both = new Promise<void>((resolve) =>
    bare.client.on("message", (message) => came.push(message) === 2 && resolve()),
  );
  told.says("oi");
  hidden.says("oi");
  await both;
  expect(came.map(({ from }) => from)).toEqual(["77000000000003@lid", "77000000000004@lid"]);
  expect(await bare.client.getContactLidAndPhone(["77000000000003@lid", "77000000000004@lid"])).toEqual([
    { lid: "77000000000003@lid", pn: "5511900000003@c.us" },
    { lid: "77000000000004@lid" },
  ]);
});

test("voice, a quoted message and a message in a group look as they do", async () => {
  const ana = standIn.person("5511900000005", { name: "Ana" });
  const came: Message[] = [];
  const all = new Promise<void>((resolve) =>
    bare.client.on("message", (message) => came.push(message) === 3 && resolve()),
  );
  ana.sends("ptt");
  ana.says("2", { quotes: "3EB0AAAAAAAAAAAAAAAAAA" });
  ana.write({ body: "oi grupo", author: ana.address }, "120363000000000001@g.us");
  await all;
  expect(came.map(({ type, from }) => [type, from.split("@")[1]])).toEqual([
    ["ptt", "c.us"],
    ["chat", "c.us"],
    ["chat", "g.us"],
  ]);
  expect(came[0]?.hasMedia).toBe(true);
  expect(came[1]).toMatchObject({ hasQuotedMsg: true, rawData: { quotedStanzaID: "3EB0AAAAAAAAAAAAAAAAAA" } });
  expect(came[2]?.author).toBe("5511900000005@c.us");
});

test("typing is seen, and reading", async () => {
  const eva = standIn.person("5511900000006");
  eva.says("oi");
  const chat = await bare.client.getChatById(eva.address);
  await chat.sendStateTyping();
  await standIn.network.until("typing", () => standIn.network.typing.includes(eva.address));
  expect(standIn.network.chatOf(eva.address).unread).toBe(1);
  await bare.client.sendSeen(eva.address);
  expect(standIn.network.chatOf(eva.address).unread).toBe(0);
});

const refusals: [string, () => Promise<unknown>, RegExp][] = [
  ["an empty text", () => bare.client.sendMessage("5511900000007@c.us", "  "), /must not be empty/],
  ["a text that is too long", () => bare.client.sendMessage("5511900000007@c.us", "x".repeat(65_537)), /at most 65536/],
  [
    "a document that is called PDF and is none",
    () => {
      const media = new MessageMedia("application/pdf", Buffer.from("<html>").toString("base64"), "boleto.pdf");
      return bare.client.sendMessage("5511900000007@c.us", media, { sendMediaAsDocument: true });
    },
    /no PDF/,
  ],
];
test.each(refusals)("%s is refused, and the sender hears of it", async (_, send, because) => {
  standIn.person("5511900000007");
  const refused = new Promise<number>((resolve) => bare.client.once("message_ack", (_, ack) => resolve(ack)));
  await send();
  expect(await refused).toBe(-1);
  expect(standIn.network.refused.at(-1)?.because).toMatch(because);
});

test("nothing goes to a number that is not on WhatsApp", async () => {
  expect(await bare.client.getNumberId("5511999990000")).toBeNull();
  expect(await bare.client.sendMessage("5511999990000@c.us", "oi")).toBeUndefined();
  standIn.person("5511900000008");
  expect(await bare.client.getNumberId("5511900000008")).toMatchObject({ user: "5511900000008", server: "c.us" });
});

test("the session is restored from the profile, and what came meanwhile is unread without an event", async () => {
  await bare.client.destroy();
  const maria = standIn.person("5511900000009");
  maria.says("alguém aí?");
  bare = openWebClient(folder.dir, standIn.chromiumArgs);
  let asked = false;
  let told = false;
  bare.client.on("qr", () => {
    asked = true;
  });
  bare.client.on("message", () => {
    told = true;
  });
  const ready = bare.event("ready");
  await bare.client.initialize();
  await ready;
  const chat = await bare.client.getChatById(maria.address);
  expect(chat.unreadCount).toBe(1);
  expect((await chat.fetchMessages({ limit: 5, fromMe: false })).map(({ body }) => body)).toEqual(["alguém aí?"]);
  expect([asked, told]).toEqual([false, false]);
});

test("what is written while the page opens, after it was told its chats, is not missed by it", async () => {
  const rosa = standIn.person("5511900000077");
  rosa.says("antes");
  standIn.network.tell({ kind: "reload" });
  const { until, isOpen } = standIn.network;
  await until("the page closes", () => !isOpen());
  let changes = 0;
  await until("the page asks for its chats", () => changes++ > 0);
  expect(isOpen()).toBe(false);
  rosa.says("no meio");
  await until("the page is open", isOpen);
  await vi.waitFor(async () => expect((await bare.client.getChatById(rosa.address)).unreadCount).toBe(2), {
    timeout: 20_000,
  });
});

test("the phone unlinks the device and a pairing code links it again", async () => {
  const gone = bare.event<string>("disconnected");
  const asksAnew = bare.event("qr");
  standIn.network.unlink();
  expect(await gone).toBe("LOGOUT");
  // The library would fail unheard if the browser went while it asks.
  await asksAnew;
  await bare.client.destroy();
  bare = openWebClient(folder.dir, standIn.chromiumArgs);
  const qr = bare.event("qr");
  const ready = bare.event("ready");
  await bare.client.initialize();
  await qr;
  const code = await bare.client.requestPairingCode("5511988880000");
  expect(code).toMatch(/^[0-9A-F]{8}$/);
  expect(() => standIn.network.enterCode("WRONG000")).toThrow("wrong");
  standIn.network.enterCode(code);
  await ready;
});
