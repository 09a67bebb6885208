import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";
import { createTestDatabase } from "../../support/test-database.ts";

const maria = { id: 101, phone: "5511900000001" };
const stranger = { id: 666, phone: "5521987654321" };
let service: TelegramService;
beforeEach(async () => {
  service = await startTelegramService("2026-11-24 14:02");
});
afterEach(() => service.stop());

describe("proof", () => {
  it("another person's contact proves nothing, nor does a forwarded one, nor one of nobody", async () => {
    const chat = telegramChatOf(service, stranger);
    await chat.does(() => chat.person.starts());
    await chat.does(() => chat.person.sharesContactOf(maria));
    chat.sees("Desculpe, eu só leio texto.");
    chat.seesNot("Maria");
    await chat.does(() => chat.person.forwardsContact(maria));
    chat.seesNot("Maria");
    await chat.does(() => chat.person.forwardsContact({ id: stranger.id, phone: maria.phone }));
    chat.seesNot("Maria");
    await chat.does(() => chat.person.sharesContact());
    chat.sees("Este telefone não está no nosso cadastro.");
    await chat.says("1");
    chat.seesNot("fatura");
  });

  it("the phone is read with its country: a number abroad is no Brazilian area code", async () => {
    const chat = telegramChatOf(service, { id: 103, phone: "+54 11 90000-0001" });
    await chat.begins();
    chat.sees("não está no nosso cadastro");
    const same = telegramChatOf(service, { id: 104, phone: "+55 11 90000-0001" });
    await same.begins();
    same.sees("Olá, Maria!");
  });

  it("'sair' takes leave and the proof with it", async () => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await chat.says("/sair");
    chat.sees("Conversa encerrada");
    await chat.says("oi");
    chat.sees("Toque em *Enviar meu telefone*");
    chat.seesNot("Maria");
  });
});

it("what is written below a photo is read as if it were said", async () => {
  const chat = telegramChatOf(service, maria);
  await chat.begins();
  await chat.does(() => chat.person.sendsPhoto("atendente, por favor"));
  chat.sees("Chamei uma pessoa da equipe");
});

describe("what is left alone", () => {
  it("a group, a channel, another bot and an edited message: no word, and nothing kept", async () => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    const { person } = chat;
    const kept = () => service.app.prisma.inboundMessage.count();
    const before = [await kept(), service.telegram.calls.length];
    await chat.does(() => {
      person.saysInGroup("oi");
      person.postsInChannel("oi");
      person.isBotSaying("oi");
      person.edits(1, "2");
    });
    chat.hearsNothing();
    expect([await kept(), service.telegram.calls.length]).toEqual(before);
    await chat.says("2");
    chat.sees("De qual banco");
  });
});

describe("what is no text", () => {
  it.each([
    ["a voice message", "sendsVoice"],
    ["a sticker", "sendsSticker"],
    ["a photo", "sendsPhoto"],
    ["a place", "sendsLocation"],
  ] as const)("%s is answered kindly, with the question that stands", async (_, sends) => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await chat.says("2");
    await chat.does(() => chat.person[sends]());
    chat.sees("Desculpe, eu só leio texto.");
    chat.sees("1. Itaú");
  });

  it("a photo after 'já paguei' asks the bank", async () => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await chat.says("2");
    await chat.says("itau");
    await chat.waits(30, "minutes");
    await chat.says("já paguei");
    await chat.does(() => chat.person.sendsPhoto("comprovante"));
    chat.sees("Quem confirma o pagamento é o banco.");
  });
});

describe("what is written", () => {
  it("an answer that quotes an older list is refused kindly by what was said since, or counts where it still stands", async () => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    const list = chat.person.last();
    if (!list) throw new Error("There is no list");
    await chat.does(() => chat.person.quotes(list, "2"));
    chat.sees("De qual banco");
  });

  it.each([
    ["/menu", "2 faturas em aberto"],
    ["/boleto", "Escolha o banco:"],
    ["/ajuda", "Eu mostro suas faturas"],
    ["/atendente", "Protocolo"],
    ["/start", "Olá, Maria!"],
  ])("the command %s says its word", async (command, answer) => {
    const chat = telegramChatOf(service, maria);
    await chat.begins();
    await chat.says("2");
    await chat.says(command);
    chat.sees(answer);
  });

  it("a restart within the window loses nothing: the notice comes, with the line and the PDF", async () => {
    const database = await createTestDatabase();
    const before = await startTelegramService("2026-11-24 14:02", { database });
    const chat = telegramChatOf(before, maria);
    await chat.begins();
    await chat.taps("Vence 10/12 · R$ 109,90");
    await chat.taps("Itaú");
    await before.runJobs();
    await before.leaves();
    const after = await startTelegramService("2026-11-24 14:10", { database, telegram: before.telegram });
    await after.waits(22, "minutes");
    chat.listens();
    chat.sees(/já pode ser pago[\s\S]*\n\d{47}\nboleto-vence-10-12\.pdf/);
    await after.stop();
    await before.telegram.stop();
    await database.drop();
  });
});
