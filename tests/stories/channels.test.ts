import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/core/app-error.ts";
import { settleUnknown } from "../../src/core/use-cases/outbox/settle-unknown.ts";
import { chatElsewhere } from "../support/chat-elsewhere.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const maria = "5511900000001";
let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
});
afterEach(() => service.stop());

const elsewhere = (address: string) => chatElsewhere(service, address);

describe("a channel that knows no phone", () => {
  it("asks for the contact, shows invoices to whoever shares it, and forgets it when told goodbye", async () => {
    const chat = elsewhere("42");
    const [asked] = await chat.sends({ kind: "text", text: "oi" });
    expect(asked?.reply).toMatchObject({
      ask: "contact",
      text: expect.stringContaining("Toque em *Enviar meu telefone*"),
    });
    expect(asked?.reply.text).not.toContain("não está no nosso cadastro");
    const [list] = await chat.sends({ kind: "contact", phone: maria });
    expect(list?.reply.text).toContain("Olá, Maria!");
    const [bank] = await chat.sends({ kind: "text", text: "2" });
    expect(bank?.reply.text).toContain("De qual banco");
    const [bye] = await chat.sends({ kind: "text", text: "sair" });
    expect(bye?.reply.text).toContain("Conversa encerrada");
    const [again] = await chat.sends({ kind: "text", text: "oi" });
    expect(again?.reply).toMatchObject({ ask: "contact" });
  });

  it("shows nothing for a contact that is nobody's", async () => {
    const [asked] = await elsewhere("43").sends({ kind: "contact", phone: "5521987654321" });
    expect(asked?.reply.text).toContain("Este telefone não está no nosso cadastro. Toque em");
  });

  it("leaves what is said to the process that can send it, at once", async () => {
    const chat = elsewhere("44");
    const [asked] = await chat.sends({ kind: "text", text: "oi" });
    await service.app.deps.deliverDue();
    expect(asked).toMatchObject({ status: "pending", claimedUntil: null });
    expect((await chat.said())[0]).toMatchObject({ status: "pending", claimedUntil: null });
  });
});

describe("a message that does not go", () => {
  it("because nobody is there any more, fails with all that waits, is told to the operator once, until they write again", async () => {
    const chat = chatOf(service, maria);
    await chat.tells("oi", "2");
    service.failures.all = new AppError("unreachable", "blocked");
    await chat.says("itau");
    await chat.waits(31, "minutes");
    const rows = await service.app.prisma.outboundMessage.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ status }) => status)).toEqual(["sent", "sent", "failed", "failed", "failed", "failed"]);
    expect(await service.eventsOf("chat.unreachable")).toHaveLength(1);
    delete service.failures.all;
    await chat.says("oi");
    chat.sees("Olá, Maria!");
    expect(await service.app.prisma.chat.count({ where: { unreachableAt: { not: null } } })).toBe(0);
  });

  it("because there are too many goes when the channel said, not before", async () => {
    const chat = chatOf(service, maria);
    service.failures.next = new AppError("throttled", "429", {
      retryAt: new Date(service.clock().getTime() + 3_600_000),
    });
    await chat.says("oi");
    await chat.waits(59, "minutes");
    chat.hearsNothing();
    await chat.waits(1, "minutes");
    chat.sees("Olá, Maria!");
  });

  it("or may have gone is not sent again, and nothing overtakes it, before its channel was asked", async () => {
    const chat = chatOf(service, maria);
    service.failures.next = new AppError("outcome-unknown", "page gone");
    await chat.says("oi");
    await chat.says("ajuda");
    await chat.waits(5, "minutes");
    chat.hearsNothing();
    const { clock, storage } = service.app.deps;
    const look = (kind: "sent" | "not-sent" | "unknown") =>
      settleUnknown({
        clock,
        storage,
        senders: { console: { send: () => Promise.reject(new Error("not now")), reconcile: async () => ({ kind }) } },
        draw: () => Promise.reject(new Error("not now")),
      });
    await look("unknown");
    await chat.waits(1, "minutes");
    chat.hearsNothing();
    await look("not-sent");
    await chat.waits(1, "minutes");
    chat.sees(/Olá, Maria![\s\S]*Eu mostro suas faturas/);
  });
});
