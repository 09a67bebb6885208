import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IncomingMessage } from "../../src/core/channel-ports.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { type Service, startService } from "../support/start-chat.ts";

const marias = "5511900000001";
const elsewhere = "5521988887777";
const account = "BR.8f3c2a91";

let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
let cpf: string;
beforeEach(async () => {
  sms = await startSms();
  service = await startService("2026-11-24 14:02", undefined, { identity: { sms: sms.settings } });
  ({ document: cpf } = await service.app.prisma.subscriber.findFirstOrThrow({
    where: { phones: { some: { phone: marias } } },
  }));
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
});

type From = Pick<IncomingMessage, "address" | "account" | "phone">;
const hidden: From = { address: account, account };
const under = (phone: string, own = account): From => ({ address: `${phone}@c.us`, account: own, phone });
const withoutAccount = (phone: string): From => ({ address: `${phone}@c.us`, phone });

/** Somebody writes, as a channel reports it, and what is answered. */
async function says(from: From, text: string, externalId: string = randomUUID()) {
  service.outbox.length = 0;
  await service.app.receive({ channel: "console", ...from, externalId, body: { kind: "text", text } });
  return service.outbox.map(({ reply, address }) => ({ text: reply.text, to: address }));
}
async function code() {
  await service.runJobs();
  return sms.codeTo(marias);
}
const chats = () => service.app.prisma.chat.findMany({ orderBy: { id: "asc" } });

describe("a chat whose phone appears later", () => {
  it("is the same chat, and takes the code that was asked for before", async () => {
    await says(hidden, "oi");
    await says(hidden, cpf);
    const [answer] = await says(under(elsewhere), await code());
    expect(answer?.text).toContain("Olá, Maria!");
    expect(answer?.to).toBe(`${elsewhere}@c.us`);
    expect(await chats()).toMatchObject([{ address: `${elsewhere}@c.us`, account, phone: elsewhere }]);
  });

  it("keeps the proof, and its phone when it is hidden again", async () => {
    await says(hidden, "oi");
    await says(hidden, cpf);
    await says(hidden, await code());
    expect((await says(under(elsewhere), "menu"))[0]?.text).toContain("Vence");
    expect(await says(hidden, "menu")).toMatchObject([
      { text: expect.stringContaining("Vence"), to: `${elsewhere}@c.us` },
    ]);
    expect(await chats()).toHaveLength(1);
  });

  it("is known by the phone at once, if it is a registered one", async () => {
    expect((await says(hidden, "oi"))[0]?.text).toContain("CPF");
    expect((await says(under(marias), "oi"))[0]?.text).toContain("Olá, Maria!");
  });

  it("becomes one with the chat that the phone had: messages, promises, request for a person, code", async () => {
    await says(withoutAccount(marias), "oi");
    await says(withoutAccount(marias), "2");
    await says(withoutAccount(marias), "itau");
    await says(withoutAccount(marias), "atendente");
    await says(hidden, "oi");
    await says(hidden, cpf);
    const sent = await code();
    expect(await chats()).toHaveLength(2);
    await says(under(marias), sent);
    const [chat, second] = await chats();
    expect(second).toBeUndefined();
    expect(chat).toMatchObject({ address: `${marias}@c.us`, account, phone: marias, personUntil: expect.any(Date) });
    expect(await service.app.prisma.inboundMessage.count({ where: { chatId: chat?.id ?? 0n } })).toBe(7);
    expect(await service.app.prisma.attendance.count({ where: { closedAt: null } })).toBe(1);
    service.outbox.length = 0;
    await service.waits(40, "minutes");
    expect(service.outbox.filter(({ reply }) => reply.text.includes("já pode ser pago"))).toHaveLength(1);
  });

  it("answers a message that comes under both addresses once", async () => {
    await says(hidden, "oi", "m1");
    await says(under(marias), "oi", "m1");
    expect(await service.app.prisma.inboundMessage.count()).toBe(1);
  });

  it("is one chat also when both addresses write at the same moment", async () => {
    await Promise.all([
      says(hidden, "oi"),
      says(under(marias), "oi"),
      says(under(marias), "menu"),
      says(hidden, "menu"),
    ]);
    await says(under(marias), "oi");
    expect(await chats()).toMatchObject([{ address: `${marias}@c.us`, account }]);
    expect(await service.app.prisma.inboundMessage.count({ where: { status: "done" } })).toBe(5);
  });
});

describe("a number that changes", () => {
  it("goes on in the same chat, with its proof by code", async () => {
    await says(under(elsewhere), "oi");
    await says(under(elsewhere), cpf);
    await says(under(elsewhere), await code());
    const [answer] = await says(under("5521977776666"), "menu");
    expect(answer).toMatchObject({ text: expect.stringContaining("Vence"), to: "5521977776666@c.us" });
    expect(await chats()).toMatchObject([{ address: "5521977776666@c.us", phone: "5521977776666" }]);
  });

  it("proves nothing by itself, and still brings the notice that was promised", async () => {
    await says(under(marias), "oi");
    await says(under(marias), "2");
    await says(under(marias), "itau");
    expect((await says(under("5521977776666"), "menu"))[0]?.text).toContain("CPF");
    service.outbox.length = 0;
    await service.waits(40, "minutes");
    expect(service.outbox[0]).toMatchObject({ address: "5521977776666@c.us" });
    expect(service.outbox[0]?.reply.text).toContain("já pode ser pago");
  });

  it("is a new chat for whoever has the number next, who hears nothing of the one before", async () => {
    await says(under(elsewhere), "oi");
    await says(under(elsewhere), cpf);
    await says(under(elsewhere), await code());
    await says(under(elsewhere), "2");
    await says(under(elsewhere), "itau");
    const [answer] = await says(under(elsewhere, "BR.somebody"), "menu");
    expect(answer?.text).toContain("CPF");
    expect(await chats()).toMatchObject([
      { address: account, account, phone: null },
      { address: `${elsewhere}@c.us`, account: "BR.somebody", phone: elsewhere },
    ]);
    service.outbox.length = 0;
    await service.waits(40, "minutes");
    expect(new Set(service.outbox.map(({ address }) => address))).toEqual(new Set([account]));
    // Back under another number, it is the chat that it was.
    await says(under("5521977776666"), "oi");
    expect((await chats()).map(({ address }) => address)).toEqual(["5521977776666@c.us", `${elsewhere}@c.us`]);
  });
});
