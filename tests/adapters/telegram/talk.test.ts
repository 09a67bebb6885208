import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";

const phone = "5511900000001";
let service: TelegramService;

describe.each(["polling", "webhook"] as const)("over %s", (mode) => {
  beforeEach(async () => {
    service = await startTelegramService("2026-11-24 14:02", { mode });
  });
  afterEach(() => service.stop());

  it("the whole talk: hello, proof by contact, choice by buttons, notice, line, PDF", async () => {
    const chat = telegramChatOf(service, { id: 101, phone });
    const { person } = chat;
    await chat.does(() => person.starts());
    chat.sees("Toque em *Enviar meu telefone*");
    expect(person.asksForContact()).toBe(true);
    await chat.does(() => person.sharesContact());
    chat.sees("Olá, Maria! Aqui é o atendimento da *Vale Fibra*. Você tem 2 faturas em aberto:");
    chat.sees("2. Vence *10/12* · R$ 109,90 (uso de novembro)");
    await chat.taps("Vence 10/12 · R$ 109,90");
    chat.sees("De qual banco você quer o boleto?");
    chat.sees("1. Itaú");
    await chat.taps("Itaú");
    chat.sees("fica pronto *até as 14:32*");
    expect(person.buttons()).toEqual([]);
    await chat.waits(30, "minutes");
    chat.sees("já pode ser pago: *R$ 109,90*");
    const line = person.messages().find(({ text }) => /^\d{47}$/.test(text ?? ""));
    expect(line?.entities).toEqual([{ type: "code", offset: 0, length: 47 }]);
    expect(person.copies("Copiar código")).toBe(line?.text);
    expect(person.last()?.document).toMatchObject({
      file_name: "boleto-vence-10-12.pdf",
      mime_type: "application/pdf",
    });
    expect(person.last()?.caption).toBe("boleto-vence-10-12.pdf");
    expect(person.last()).not.toHaveProperty("has_protected_content");
  });
});
