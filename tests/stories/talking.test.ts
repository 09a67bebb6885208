import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runTurns } from "../../src/core/use-cases/turn/run-turns.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 14:02");
});
beforeEach(() => service.isOffUntil("2026-11-24 14:02"));
afterAll(() => service.stop());

const due = "2026-12-10";
async function person(story: StorySubscriber = {}) {
  const entered = await enterSubscriber(service, { invoices: [{ due }, { due: "2027-01-10" }], ...story });
  const boletos = () => service.app.prisma.boleto.count({ where: { invoiceId: { in: entered.invoiceIds } } });
  return { ...entered, chat: chatOf(service, entered.phone), boletos };
}

describe("phrases", () => {
  it.each([
    "boleto",
    "Fatura",
    "2 via",
    "2ª via",
    "SEGUNDA VIA!!",
    "quero pagar",
    "pagar",
    "linha digitável",
    "código de barras",
  ])("%s: the open invoices", async (words) => {
    const { chat } = await person();
    await chat.says(words);
    chat.sees("Você tem 2 faturas em aberto:\n1. Vence *10/12*");
  });

  it("pix: the invoices, whose boletos may have one", async () => {
    const { chat } = await person();
    await chat.says("tem pix?");
    chat.sees("O PIX vem junto com o boleto, nos bancos que têm. Você tem 2 faturas em aberto");
  });

  it.each(["recibo", "quero o comprovante"])("%s: none before anything was paid", async (words) => {
    const { chat } = await person();
    await chat.says(words);
    chat.sees("Ainda não há pagamento seu registrado aqui.");
  });

  it("estou sem internet: paying unblocks, where something is overdue", async () => {
    const { chat } = await person({ invoices: [{ due: "2026-11-10" }] });
    await chat.says("estou sem internet");
    chat.sees("Ela volta depois do pagamento. Você tem 1 fatura em aberto");
  });

  it("fui bloqueado: paying unblocks, where something is overdue, or a person", async () => {
    const { chat } = await person({ invoices: [{ due: "2026-11-10" }] });
    await chat.says("fui bloqueado");
    chat.sees(/Ela volta depois do pagamento\.[\s\S]*1\. Falar com uma pessoa\n2\. Ver minhas faturas/);
    await chat.says("2");
    chat.sees("Você tem 1 fatura em aberto");
  });

  it("estou sem internet: a person, where nothing is overdue, or nothing is owed", async () => {
    const { chat } = await person();
    await chat.says("estou sem internet");
    chat.sees(/Nenhuma fatura sua está vencida, então não é falta de pagamento\.[\s\S]*Protocolo/);
    const { chat: other } = await person({ invoices: [] });
    await other.says("fui bloqueado");
    other.sees(/não é falta de pagamento\.[\s\S]*Protocolo/);
  });

  it("menu, voltar, 0 and sair work everywhere", async () => {
    const { chat } = await person();
    for (const words of ["menu", "voltar", "0"]) {
      await chat.tells("oi", "1", words);
      chat.sees("Você tem 2 faturas em aberto");
    }
    await chat.says("sair");
    chat.sees("Conversa encerrada. Quando precisar, é só escrever *oi*.");
    await chat.says("1");
    chat.sees("Olá, Eva!");
  });

  it("ajuda says what can be said", async () => {
    const { chat } = await person();
    await chat.says("ajuda");
    for (const word of ["menu", "voltar", "atendente", "sair"]) chat.sees(`*${word}*`);
  });
});

describe("a message as WhatsApp delivers it", () => {
  it.each([
    ["with a signature", "2\n--\nEva Prado\nEnviado do meu celular"],
    ["under a quoted text", `> ${"Olá, Eva! Aqui é o atendimento. ".repeat(40)}\n2`],
    ["as a keycap", "2️⃣"],
    ["with a full stop", " 2. "],
  ])("%s: the line that is just a number counts", async (_, text) => {
    const { chat } = await person();
    await chat.tells("oi", text);
    chat.sees("vence em 10/01/2027. De qual banco você quer o boleto?");
  });

  it("the same one twice is answered once, also when both come at the same moment", async () => {
    const { chat } = await person();
    await Promise.all([chat.says("oi", "same"), chat.says("oi", "same")]);
    chat.listens();
    await chat.says("oi", "same");
    chat.hearsNothing();
    const done = await service.app.prisma.inboundMessage.count({ where: { externalId: "same" } });
    expect(done).toBe(1);
  });

  it("two at once are answered one after the other: each with the state that the other left", async () => {
    const { chat, boletos, phone } = await person();
    await chat.says("oi");
    const takeIn = (text: string) =>
      service.app.storage.takeIn(
        { channel: "console", address: phone, phone, externalId: `${phone} ${text}`, body: { kind: "text", text } },
        service.clock(),
      );
    const chatId = await takeIn("1");
    await takeIn("itau");
    await Promise.all([runTurns(service.app.deps, chatId), runTurns(service.app.deps, chatId)]);
    await service.app.deps.deliverDue();
    chat.listens();
    expect(chat.heard()).toMatch(/^Fatura de .*De qual banco(.*\n)+Estou preparando seu boleto do Itaú\.[^\n]*$/);
    expect(await boletos()).toBe(1);
    const rows = await service.app.prisma.inboundMessage.findMany({ where: { chatId: BigInt(chatId) } });
    expect(rows.map(({ status, attempts }) => [status, attempts])).toEqual(rows.map(() => ["done", 0]));
  });

  it.each(["voice", "sticker", "location", "image"])(
    "%s is answered kindly, with the question of the moment",
    async (media) => {
      const { chat } = await person();
      await chat.sends({ kind: "media", media });
      chat.sees("Desculpe, eu só leio texto.");
      chat.sees("Você tem 2 faturas em aberto:\n1. Vence");
      await chat.says("1");
      await chat.sends({ kind: "media", media });
      chat.sees("Desculpe, eu só leio texto. Escolha o banco:\n1. Itaú\n2. Bradesco");
    },
  );

  it.each([
    ["a hundred thousand characters", "á".repeat(100_000)],
    ["a hundred thousand lines", "x\n".repeat(50_000)],
    ["emoji", "👍🏽🎉"],
    ["half an emoji", "\ud83d"],
    ["nothing", ""],
    ["a NUL", "\u0000"],
    ["text that runs the other way", "\u202exyz"],
  ])("%s: the invoices, and the talk goes on", async (_, text) => {
    const { chat } = await person();
    await chat.says(text);
    chat.sees("você tem 2 faturas em aberto");
    await chat.says(text);
    chat.sees("Não entendi.");
    await chat.says("1");
    chat.sees("De qual banco");
  });

  it("a button of an older list pays nothing: the list of now comes again", async () => {
    const { chat, boletos } = await person();
    await chat.says("oi");
    const old = await service.app.prisma.outboundMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
    const [button] = (old.body as unknown as { choices: { list: number }[] }).choices;
    await chat.tells("menu", "1");
    await chat.sends({ kind: "text", text: "1", list: button?.list ?? 0 });
    chat.sees("Essa opção é de uma lista antiga. A lista de agora é esta:");
    chat.sees("1. Itaú\n2. Bradesco");
    expect(await boletos()).toBe(0);
  });

  it("pressed after the boleto was asked for: it is said to be old, and nothing is chosen", async () => {
    const { chat, boletos } = await person();
    await chat.tells("oi", "1", "itau");
    await chat.sends({ kind: "text", text: "2", list: 2 });
    chat.sees("Essa opção é de uma lista antiga. Digite *boleto*");
    expect(await boletos()).toBe(1);
  });
});

describe("what is not understood", () => {
  it("is said with the options, and the third time in a row a person is offered", async () => {
    const { chat } = await person();
    await chat.tells("oi", "1", "qwerty");
    chat.sees("Não entendi. Escolha o banco:\n1. Itaú");
    await chat.tells("qwerty", "qwerty");
    chat.sees("O que você prefere?\n1. Falar com uma pessoa\n2. Ver minhas faturas");
    await chat.says("2");
    chat.sees("Você tem 2 faturas em aberto");
    await chat.tells("qwerty", "qwerty", "qwerty", "1");
    chat.sees("Chamei uma pessoa da equipe. Ela responde aqui. Protocolo: *20261124-");
  });
});

describe("a person", () => {
  it("within the hours: the bot is silent for twelve hours, and answers again after", async () => {
    const { chat } = await person();
    await chat.says("atendente");
    chat.sees("Chamei uma pessoa da equipe. Ela responde aqui.");
    await chat.tells("oi", "1", "alguém aí?");
    chat.hearsNothing();
    service.isOffUntil("2026-11-25 02:01");
    await chat.says("oi");
    chat.hearsNothing();
    service.isOffUntil("2026-11-25 02:03");
    await chat.says("oi");
    chat.sees("Você tem 2 faturas em aberto");
  });

  it("outside of the hours: when they answer is said, once, and the bot goes on", async () => {
    service.isOffUntil("2026-11-24 22:00");
    const { chat, phone } = await person();
    await chat.says("atendente");
    chat.sees("A equipe responde amanhã, 25/11, a partir das 08:00. Anotei seu pedido");
    await chat.tells("menu", "1", "itau");
    chat.sees("Estou preparando seu boleto do Itaú");
    await chat.says("falar com alguém");
    chat.sees("Seu pedido já está anotado");
    expect(await service.app.prisma.attendance.count({ where: { chat: { address: phone } } })).toBe(1);
  });
});

describe("time", () => {
  it("half an hour without a word: the next message starts afresh, and the notice comes all the same", async () => {
    const { chat, boletos } = await person();
    await chat.tells("oi", "1", "itau", "menu");
    await chat.waits(31, "minutes");
    chat.sees("Seu boleto do Itaú já pode ser pago");
    await chat.waits(31, "minutes");
    await chat.says("2");
    chat.sees("Olá, Eva!");
    expect(await boletos()).toBe(1);
  });

  it("a loop is cut after 20 messages in a minute, with one message that says so, and is over a minute later", async () => {
    const { chat } = await person();
    await chat.tells(...Array.from({ length: 20 }, () => "menu"));
    await chat.says("menu");
    expect(chat.heard()).toBe("Recebi mensagens demais em pouco tempo. Espere 1 minuto e escreva de novo.");
    await chat.tells("menu", "menu");
    chat.hearsNothing();
    await service.waits(61, "seconds");
    await chat.says("menu");
    chat.sees("Você tem 2 faturas em aberto");
  });
});

describe("a message that cannot be answered", () => {
  it("is told in one kind sentence after the last try, the operator sees it, and the talk goes on", async () => {
    const { chat, bankIds } = await person();
    await chat.tells("oi", "1");
    await service.app.prisma.bankWallet.update({ where: { id: bankIds[0] ?? "" }, data: { account: {} } });
    await chat.says("itau");
    chat.hearsNothing();
    for (let tries = 0; tries < 6; tries++) {
      await service.waits(3, "seconds");
      await service.recovers();
    }
    chat.listens();
    expect(chat.heard()).toBe(
      "Desculpe, tive um problema para responder. Já avisei a equipe. Digite *menu* para tentar de novo.",
    );
    expect(await service.eventsOf("message.dead")).toHaveLength(1);
    await chat.says("menu");
    chat.sees("Você tem 2 faturas em aberto");
  });
});
