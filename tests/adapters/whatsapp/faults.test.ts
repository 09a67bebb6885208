import { existsSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { profileOf } from "../../../src/bots/whatsapp/profile.ts";
import { type StandIn, startWhatsapp } from "../../standins/whatsapp/start-whatsapp.ts";
import { chromiumOf } from "../../support/browser/chromium-of.ts";
import { sessionFolder } from "../../support/open-web-client.ts";
import { pair, startWhatsappService, type WhatsappService } from "../../support/start-whatsapp-service.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

// Each row of what whatsapp-web.js is known to do wrong: one service, one Chromium as long as it lives.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
let standIn: StandIn;
let folder: ReturnType<typeof sessionFolder>;
let database: TestDatabase;
let service: WhatsappService;
let number = 0;
let since: Date;
const start = () => startWhatsappService({ standIn, database, dir: folder.dir });

beforeAll(async () => {
  standIn = await startWhatsapp();
  folder = sessionFolder();
  database = await createTestDatabase();
  service = await start();
  await pair(service, standIn);
});

beforeEach(async () => {
  await service.stands("ready");
  since = new Date(Date.now() + 1);
  standIn.network.sendFaults.length = 0;
});

afterAll(async () => {
  await service.close();
  await database.drop();
  await standIn.stop();
  folder.remove();
});

const stranger = () => standIn.person(`552199000${String(++number).padStart(4, "0")}`);

/** Somebody new writes, and is answered exactly once, by a message that the outbox knows. */
async function answersOnce() {
  const person = stranger();
  person.says("oi");
  const answer = await person.hears("CPF");
  await service.until(async () => {
    const row = (await service.outbox()).find(({ providerMessageId }) => providerMessageId === answer.id);
    if (row?.status !== "sent") throw new Error(`The outbox says ${row?.status}`);
  });
  expect(person.got()).toHaveLength(1);
  return person;
}

/** The page opens anew: the network saw it go and come. */
async function reloads() {
  standIn.network.tell({ kind: "reload" });
  await standIn.network.until("the page is gone", () => !standIn.network.isOpen());
  await standIn.network.until("the page is back", () => standIn.network.isOpen());
}

test("a page reloaded goes on, with ids renamed from one day to the next, and renamed again after another reload", async () => {
  standIn.network.page.renamedIds = true;
  await reloads();
  await answersOnce();
  await reloads();
  await answersOnce();
  standIn.network.page.renamedIds = false;
});

test("ready that never fires is brought about", async () => {
  standIn.network.page.syncsEarly = true;
  await reloads();
  await answersOnce();
  standIn.network.page.syncsEarly = false;
});

test("authenticated and ready that fire again change nothing", async () => {
  const seen = standIn.network.seen.length;
  standIn.network.tell({ kind: "resync" });
  standIn.network.tell({ kind: "resync" });
  await answersOnce();
  expect(standIn.network.seen.length).toBe(seen + 1);
  expect((await service.status())?.since.getTime()).toBeLessThan(since.getTime());
});

test("a renderer that crashed is noticed and replaced", async () => {
  // One of them is the page's; others wait for pages to come.
  const renderers = chromiumOf(folder.dir).filter(({ kind }) => kind === "renderer");
  expect(renderers).not.toEqual([]);
  for (const { pid } of renderers) process.kill(pid, "SIGKILL");
  await service.stands("ready", since);
  await answersOnce();
});

test("a Chromium that was killed is replaced, and leaves nothing behind", async () => {
  const before = chromiumOf(folder.dir).find(({ kind }) => kind === "browser");
  if (!before) throw new Error("No Chromium");
  process.kill(before.pid, "SIGKILL");
  await service.stands("ready", since);
  await answersOnce();
  const browsers = chromiumOf(folder.dir).filter(({ kind }) => kind === "browser");
  expect(browsers).toHaveLength(1);
  expect(browsers[0]?.pid).not.toBe(before.pid);
});

test.each(["CONFLICT", "UNPAIRED"])(
  "%s ends the client; a new one comes after a pause, with the session",
  async (state) => {
    standIn.network.tell({ kind: "state", state });
    await service.stands("ready", since);
    await answersOnce();
  },
);

test("a send that never leaves is not taken for sent: the page is opened anew and it goes once", async () => {
  standIn.network.sendFaults.push("hang");
  const person = stranger();
  person.says("oi");
  await service.stands("ready", since);
  service.passes(31);
  await person.hears("CPF");
  await settled();
  expect(person.got()).toHaveLength(1);
});

test("a send whose answer is lost went: found in the chat, never sent again", async () => {
  standIn.network.sendFaults.push("lose-answer");
  const person = stranger();
  person.says("oi");
  await person.hears("CPF");
  await service.stands("ready", since);
  service.passes(31);
  await settled();
  expect(person.got()).toHaveLength(1);
});

test.each(["reload-before", "reload-after"] as const)(
  "a page reloaded in a send (%s): one message, not two, not none",
  async (fault) => {
    standIn.network.sendFaults.push(fault);
    const person = stranger();
    person.says("oi");
    await person.hears("CPF");
    await settled();
    expect(person.got()).toHaveLength(1);
  },
);

test("a send that WhatsApp reports as failed is tried again", async () => {
  standIn.network.sendFaults.push("fail");
  const person = stranger();
  person.says("oi");
  await person.hears("CPF");
  await settled();
  expect(person.got()).toHaveLength(1);
});

test("a message that the page cannot be asked about is not given up, however often it was tried, and goes once", async () => {
  const person = await answersOnce();
  const { network } = standIn;
  const { id: chatId } = await service.app.prisma.chat.findFirstOrThrow({ where: { address: person.address } });
  const [chat, account] = [network.chatOf(person.address), network.accounts.get(person.address)];
  network.chats.delete(person.address);
  network.accounts.delete(person.address);
  await reloads();
  await service.stands("ready");
  const dedupeKey = `reply:tried-often:${chatId}`;
  const body = { text: "Tentada muitas vezes." };
  await service.app.prisma.outboundMessage.create({
    data: { chatId, body, dedupeKey, dueAt: new Date(), attempts: 7 },
  });
  await service.until(async () => {
    const row = (await service.outbox()).find((one) => one.dedupeKey === dedupeKey);
    if (row?.error !== "channel-closed" || row.status !== "pending") throw new Error(`${row?.status} ${row?.error}`);
  });
  if (account) network.accounts.set(person.address, account);
  network.chats.set(person.address, chat);
  await reloads();
  // The page that came back is in use: a try before that would be postponed again.
  await answersOnce();
  service.passes(20 * 60);
  await person.hears("Tentada muitas vezes.");
  await settled();
  expect(person.got()).toHaveLength(2);
});

test("unlinked on the phone: the profile is wiped with the browser closed, and the next QR code lasts", async () => {
  standIn.network.unlink();
  await service.stands("pairing", since);
  await pair(service, standIn);
  await answersOnce();
  expect(existsSync(profileOf(folder.dir))).toBe(true);
  await service.close();
  service = await start();
  await service.stands("ready", new Date(Date.now() - 1));
  expect(standIn.network.isLinked()).toBe(true);
});

test("what was written while nobody listened is answered once, and marked seen only then", async () => {
  await service.close();
  const person = stranger();
  const seen = standIn.network.seen.length;
  person.says("oi");
  person.sends("sticker");
  expect(standIn.network.seen.length).toBe(seen);
  service = await start();
  await standIn.network.until("two answers", () => person.got().length === 2);
  await standIn.network.until("seen", () => standIn.network.chatOf(person.address).unread === 0);
  expect(chromiumOf(folder.dir).filter(({ kind }) => kind === "browser")).toHaveLength(1);
});

/** Nothing is on its way or in doubt any more. */
function settled() {
  return service.until(async () => {
    const open = (await service.outbox()).filter(({ status }) => status === "pending" || status === "unknown");
    if (open.length > 0) throw new Error(`Still open: ${open.map(({ status, error }) => `${status} ${error}`)}`);
  });
}
