import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramService, type TelegramService, telegramChatOf } from "../../support/start-telegram-service.ts";

const maria = { id: 101, phone: "5511900000001" };
const december = "Vence 10/12 · R$ 109,90";
let service: TelegramService;
beforeEach(async () => {
  service = await startTelegramService("2026-11-24 14:02");
});
afterEach(() => service.stop());

async function begin() {
  const chat = telegramChatOf(service, maria);
  await chat.begins();
  return chat;
}

describe("menus", () => {
  it("are edited where they stand, and carry numbers beside the buttons", async () => {
    const chat = await begin();
    const list = chat.person.last();
    const count = chat.person.messages().length;
    await chat.taps(december);
    expect(chat.person.messages()).toHaveLength(count);
    expect(chat.person.last()).toMatchObject({
      message_id: list?.message_id,
      text: expect.stringContaining("1. Itaú"),
    });
    await chat.taps("Voltar");
    expect(chat.person.messages()).toHaveLength(count);
    chat.sees("2. Vence *10/12*");
    expect(chat.person.buttons()).toContain(december);
  });

  it("the button's wheel is stopped and the keyboard gone before anything is said", async () => {
    const chat = await begin();
    const { calls } = service.telegram;
    const before = calls.length;
    const answers: unknown[] = [];
    await chat.does((person) => answers.push(person.taps(december).answers));
    expect(answers).toEqual([[{}]]);
    const methods = calls.slice(before).map(({ method }) => method);
    expect(methods.slice(0, 2).sort()).toEqual(["answerCallbackQuery", "editMessageReplyMarkup"]);
    expect(methods.slice(2)).toEqual(["editMessageText"]);
  });

  it("two taps at once on one button are one choice: one boleto, one answer, no reproach", async () => {
    const chat = await begin();
    await chat.taps(december);
    const count = chat.person.messages().length;
    await chat.does((person) => {
      person.taps("Itaú");
      person.taps("Itaú");
    });
    chat.sees("Estou preparando");
    expect(chat.person.messages()).toHaveLength(count + 1);
    await service.runJobs();
    expect(await service.boletos()).toHaveLength(1);
  });

  it("two taps at once on different buttons: the first counts, the second is refused kindly", async () => {
    const chat = await begin();
    await chat.taps(december);
    await chat.does((person) => {
      person.taps("Itaú");
      person.taps("Bradesco");
    });
    chat.sees("Estou preparando seu boleto do Itaú");
    await service.runJobs();
    expect(await service.boletos()).toHaveLength(1);
  });

  it("an old button is refused kindly, with the list of now as a new message", async () => {
    const chat = await begin();
    const old = structuredClone(chat.person.last());
    if (!old) throw new Error("There is no list");
    await chat.says("2");
    const count = chat.person.messages().length;
    await chat.does((person) => person.taps("Venceu 10/11 · R$ 112,61", old));
    chat.sees("Essa opção é de uma lista antiga.");
    chat.sees("1. Itaú");
    expect(chat.person.messages()).toHaveLength(count + 1);
    await service.runJobs();
    expect(await service.boletos()).toEqual([]);
  });

  it("what is written takes the buttons off the list above", async () => {
    const chat = await begin();
    expect(chat.person.buttons()).toContain(december);
    await chat.says("2");
    expect(chat.person.buttons()).not.toContain(december);
    expect(chat.person.buttons()).toContain("Itaú");
  });

  it("a refusal by the bank comes as a message of its own, with the other banks on buttons", async () => {
    const chat = telegramChatOf(service, { id: 106, phone: "5511900000006" });
    await chat.begins();
    await chat.says("1");
    const [bank] = chat.person.buttons();
    if (!bank) throw new Error("There is no bank");
    await chat.taps(bank);
    const count = chat.person.messages().length;
    await chat.waits(30, "minutes");
    chat.sees("O problema não é com você");
    expect(chat.person.messages().length).toBeGreaterThan(count);
  });

  it("a button that is none of ours stops turning, and nothing is said", async () => {
    const chat = await begin();
    const message = structuredClone(chat.person.last());
    if (!message) throw new Error("There is no list");
    message.reply_markup = { inline_keyboard: [[{ text: "?", callback_data: "de outro robô" }]] };
    await chat.does((person) => person.taps("?", message));
    chat.hearsNothing();
    expect(service.telegram.callsOf("answerCallbackQuery")).toHaveLength(1);
  });

  it("a courtesy that fails or hangs keeps nobody from the answer", async () => {
    const chat = await begin();
    const { faults } = service.telegram;
    faults.add({ method: "answerCallbackQuery" }, { kind: "hang", accepted: false });
    faults.add({ method: "editMessageReplyMarkup" }, { kind: "refuse", code: 500, description: "broken" });
    await chat.taps(december);
    chat.sees("De qual banco");
  });

  it("a menu that was deleted on the phone is written anew", async () => {
    const chat = await begin();
    await chat.does((person) => {
      person.taps(december);
      person.room.messages = [];
    });
    chat.sees("De qual banco");
  });

  it("the commands stand in Portuguese in the bot's menu", async () => {
    await begin();
    const [call] = service.telegram.callsOf("setMyCommands");
    const commands = call?.given.commands as { command: string }[];
    expect(commands.map(({ command }) => command)).toEqual(["menu", "boleto", "atendente", "ajuda", "sair"]);
  });
});
