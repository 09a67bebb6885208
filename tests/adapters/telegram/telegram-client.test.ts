import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TelegramClient } from "../../../src/bots/telegram/telegram-client.ts";
import { startTelegram, type Telegram } from "../../standins/telegram/start-telegram.ts";

let telegram: Telegram;
let client: TelegramClient;
beforeEach(async () => {
  telegram = await startTelegram();
  client = new TelegramClient({
    token: telegram.token,
    apiRoot: telegram.url,
    deadlineMs: 1500,
    polling: {
      pollSeconds: 1,
      stopped: new AbortController().signal,
      onFailure: (error) => Promise.reject(error),
      onSuccess() {},
    },
  });
});
afterEach(() => telegram.stop());

describe("the client over telegraf", () => {
  it("keeps what telegraf drops in uploads: the message that is answered", async () => {
    const person = telegram.person({ id: 7 });
    person.starts();
    const document = { source: Buffer.from("%PDF-1.7"), filename: "boleto.pdf" };
    await client.call("sendDocument", { chat_id: 7, document, reply_parameters: { message_id: 1 } });
    expect(person.last()).toMatchObject({ reply_to_message: { message_id: 1 } });
  });

  it("uploads a file whose name would break the form, under a name that does not", async () => {
    const person = telegram.person({ id: 7 });
    person.starts();
    const document = { source: Buffer.from("%PDF-1.7"), filename: 'bole"to\r\n- ção.pdf' };
    await client.call("sendDocument", { chat_id: 7, document });
    expect(person.last()?.document).toMatchObject({ file_name: "boleto- ção.pdf", file_size: 8 });
  });

  it("waits for no answer longer than its deadline", async () => {
    telegram.faults.add({ method: "getMe" }, { kind: "hang", accepted: false });
    await expect(client.getMe()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("hands on buttons that telegraf's types do not know", async () => {
    const person = telegram.person({ id: 7 });
    person.starts();
    const reply_markup = { inline_keyboard: [[{ text: "Copiar", copy_text: { text: "123" } }]] };
    await client.call("sendMessage", { chat_id: 7, text: "123", reply_markup });
    expect(person.copies("Copiar")).toBe("123");
  });
});
