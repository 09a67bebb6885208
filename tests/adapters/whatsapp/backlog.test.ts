import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findChromium } from "../../../scripts/find-chromium.mjs";
import { openClient } from "../../../src/bots/whatsapp/open-client.ts";
import { usualTimings } from "../../../src/bots/whatsapp/timings.ts";
import type { StandIn } from "../../standins/whatsapp/start-whatsapp.ts";
import { openWhatsapp } from "../../support/open-whatsapp.ts";
import type { WhatsappService } from "../../support/start-whatsapp-service.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
let opened: Awaited<ReturnType<typeof openWhatsapp>>;
let standIn: StandIn;
let service: WhatsappService;

beforeAll(async () => {
  opened = await openWhatsapp();
  ({ standIn, service } = opened);
});

afterAll(async () => {
  await service.close();
  await opened.close();
});

test("who writes on while what came before is still being fetched is answered all of it, in its order", async () => {
  await service.close();
  const people = Array.from({ length: 12 }, (_, index) =>
    standIn.person(`55219910000${String(index).padStart(2, "0")}`),
  );
  // Of one second: WhatsApp tells their order by nothing but where they stand.
  for (const person of people) for (const text of ["oi", "ajuda"]) person.says(text);
  service = await opened.start();
  await standIn.network.until("the first answer", () => people.some((person) => person.got().length > 0));
  for (const person of people) person.says("obrigado");
  for (const person of people) {
    await person.hears("CPF");
    await person.hears("Eu mostro");
    await person.hears("Por nada");
  }
  expect(people.map((person) => person.got().length)).toEqual(people.map(() => 3));
  await standIn.network.until("all is seen", () =>
    people.every(({ address }) => standIn.network.chatOf(address).unread === 0),
  );
});

test("a chat is marked seen only where all that is unread in it was dealt with", async () => {
  await service.close();
  const person = standIn.person("5521991000099");
  const [first, second] = [person.says("ajuda"), person.says("obrigado")];
  const unread = () => standIn.network.chatOf(person.address).unread;
  const chromium = findChromium();
  const settings = { dir: opened.dir, chromiumArgs: standIn.chromiumArgs, memoryMegabytes: 4000 };
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const listener = { qr() {}, authenticated() {}, ready: () => isReady(), message() {}, ack() {} };
  const life = openClient({ ...settings, ...(chromium && { chromium }) }, usualTimings, listener);
  await ready;
  await life.calls()?.seen(person.address, [second.id]);
  expect(unread()).toBe(2);
  await life.calls()?.seen(person.address, [first.id, second.id]);
  expect(unread()).toBe(0);
  await life.close();
  service = await opened.start();
});
