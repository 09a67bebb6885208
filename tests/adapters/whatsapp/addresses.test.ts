import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSms } from "../../standins/sms/start-sms.ts";
import type { StandIn } from "../../standins/whatsapp/start-whatsapp.ts";
import { openWhatsapp } from "../../support/open-whatsapp.ts";
import type { WhatsappService } from "../../support/start-whatsapp-service.ts";

// Chromium is slow to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
const marias = "5511900000001";
const josesCpf = "111.444.777-35";
const joses = "5511900000002";
let sms: Awaited<ReturnType<typeof startSms>>;
let opened: Awaited<ReturnType<typeof openWhatsapp>>;
let standIn: StandIn;
let service: WhatsappService;

beforeAll(async () => {
  sms = await startSms();
  opened = await openWhatsapp({ identity: { sms: sms.settings } });
  ({ standIn, service } = opened);
});

afterAll(async () => {
  await service.close();
  await opened.close();
  await sms.stop();
});

const chatsOf = (...addresses: string[]) =>
  service.app.prisma.chat.findMany({ where: { address: { in: addresses } }, orderBy: { id: "asc" } });
const until = <T>(look: () => T | undefined) =>
  vi.waitFor(
    () => {
      const found = look();
      if (found === undefined) throw new Error("Not yet");
      return found;
    },
    { timeout: 60_000, interval: 50 },
  );

test("a LID that gets its phone in the middle of the code goes on in the same chat, and takes the code", async () => {
  const person = standIn.person("5521988887777", { lid: "77000000000011", phoneTold: false });
  person.says("oi");
  await person.hears("CPF");
  person.says(josesCpf);
  await person.hears("enviei um código");
  const code = await until(() => {
    const found = sms.codeTo(joses);
    return found === "none" ? undefined : found;
  });
  person.account.phoneTold = true;
  person.says(code);
  await person.hears("Olá, ");
  expect(await chatsOf("77000000000011@lid", "5521988887777@c.us")).toMatchObject([
    { address: "5521988887777@c.us", account: "77000000000011@lid", phone: "5521988887777" },
  ]);
});

test("a chat that began under the phone goes on when the LID appears, and the other way round", async () => {
  const person = standIn.person("5521988887778", { lid: "77000000000012" });
  person.write({ body: "oi" }, person.account.phone);
  await person.hears("CPF");
  person.says("oi");
  await person.hears("CPF");
  person.write({ body: "oi" }, person.account.phone);
  await person.hears("CPF");
  const [chat, second] = await chatsOf("77000000000012@lid", "5521988887778@c.us");
  expect([chat?.account, second]).toEqual(["77000000000012@lid", undefined]);
  expect(await service.app.prisma.inboundMessage.count({ where: { chatId: chat?.id ?? 0n } })).toBe(3);
});

test("a changed number is the same chat; its old number's next owner gets a chat and answers of their own", async () => {
  const person = standIn.person(marias, { lid: "77000000000013" });
  person.says("oi");
  await person.hears("Olá, Maria!");
  const { network } = standIn;
  person.account.phone = "5521977776666@c.us";
  network.accounts.set(person.account.phone, person.account);
  person.says("oi");
  await person.hears("CPF");
  const next = standIn.person(marias, { name: "Ana", lid: "77000000000014" });
  next.says("oi");
  const answer = await next.hears("Olá, Maria!");
  expect(answer.chat).toBe("77000000000014@lid");
  expect(await chatsOf(`${marias}@c.us`, "5521977776666@c.us")).toMatchObject([
    { address: "5521977776666@c.us", account: "77000000000013@lid" },
    { address: `${marias}@c.us`, account: "77000000000014@lid" },
  ]);
});
