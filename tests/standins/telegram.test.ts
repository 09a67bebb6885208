import { afterEach, beforeEach, expect, test } from "vitest";
import { startTelegram, type Telegram } from "./telegram/start-telegram.ts";

let telegram: Telegram;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(() => telegram.stop());

interface Answer {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after: number };
}

async function call(method: string, given: unknown = {}, token = telegram.token): Promise<Answer> {
  const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  return (await response.json()) as Answer;
}

async function upload(name: string, content: string, more: Record<string, string> = {}): Promise<Answer> {
  const form = new FormData();
  for (const [key, value] of Object.entries({ chat_id: "7", ...more })) form.append(key, value);
  form.append("document", new Blob([content]), name);
  const response = await fetch(`${telegram.url}/bot${telegram.token}/sendDocument`, { method: "POST", body: form });
  return (await response.json()) as Answer;
}

/** A person who pressed start. */
function maria() {
  const person = telegram.person({ id: 7 });
  person.starts();
  return person;
}
const markup = (button: Record<string, unknown>) => ({ inline_keyboard: [[button]] });
const say = (more: Record<string, unknown>) => call("sendMessage", { chat_id: 7, text: "oi", ...more });

test("a wrong token is turned away, and so are a method that does not exist and a parameter that does not", async () => {
  expect(await call("getMe", {}, "1:wrong")).toMatchObject({ error_code: 401, description: "Unauthorized" });
  expect(await call("sendBoleto")).toMatchObject({ error_code: 404 });
  expect(await call("toString")).toMatchObject({ error_code: 404 });
  maria();
  expect(await say({ chat: 7 })).toMatchObject({ error_code: 400 });
  expect(await call("sendMessage", { chat_id: "Maria", text: "oi" })).toMatchObject({ error_code: 400 });
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["an empty text", { text: "" }, /text is empty/],
  ["a text of nothing but white space", { text: " \n " }, /text is empty/],
  ["a text that is empty without its tags", { text: "<b></b>", parse_mode: "HTML" }, /text is empty/],
  ["a text over 4096", { text: "a".repeat(4097) }, /too long/],
  ["a tag that is not closed", { text: "<b>oi", parse_mode: "HTML" }, /can't parse entities/],
  ["tags closed in the wrong order", { text: "<b><i>oi</b></i>", parse_mode: "HTML" }, /can't parse entities/],
  ["a tag that there is not", { text: "<h1>oi</h1>", parse_mode: "HTML" }, /can't parse entities/],
  ["an entity outside of the text", { entities: [{ type: "bold", offset: 0, length: 9 }] }, /entities/],
  ["an entity of no kind", { entities: [{ type: "loud", offset: 0, length: 1 }] }, /entities/],
  ["half a pair of surrogates", { text: "😀", entities: [{ type: "bold", offset: 0, length: 1 }] }, /UTF-16/],
  [
    "callback data over 64 bytes",
    { reply_markup: markup({ text: "a", callback_data: "é".repeat(33) }) },
    /DATA_INVALID/,
  ],
  ["empty callback data", { reply_markup: markup({ text: "a", callback_data: "" }) }, /DATA_INVALID/],
  [
    "a copied text over 256",
    { reply_markup: markup({ text: "a", copy_text: { text: "1".repeat(257) } }) },
    /COPY_TEXT/,
  ],
  ["a button that does nothing", { reply_markup: markup({ text: "a" }) }, /Text buttons are unallowed/],
  [
    "a button that does two things",
    { reply_markup: markup({ text: "a", url: "https://a.br", callback_data: "1" }) },
    /./,
  ],
  ["a button without a text", { reply_markup: markup({ text: " ", callback_data: "1" }) }, /non-empty/],
  ["two keyboards in one", { reply_markup: { ...markup({ text: "a", callback_data: "1" }), keyboard: [["a"]] } }, /./],
  ["nine buttons in a row", { reply_markup: { keyboard: [Array.from({ length: 9 }, () => "a")] } }, /too long/],
])("%s is refused", async (_, more, why) => {
  maria();
  const answer = await say(more);
  expect(answer).toMatchObject({ ok: false, error_code: 400 });
  expect(answer.description).toMatch(why);
});

test("what is just within the limits is taken, and read as a person reads it", async () => {
  const person = maria();
  const button = { text: "a", callback_data: "é".repeat(32) };
  expect(await say({ text: `<b>${"a".repeat(4096)}</b>`, parse_mode: "HTML" })).toMatchObject({ ok: true });
  expect(await say({ text: " 1 &lt; <code>2</code>", parse_mode: "HTML", reply_markup: markup(button) })).toMatchObject(
    {
      result: { text: "1 < 2", entities: [{ type: "code", offset: 4, length: 1 }] },
    },
  );
  expect(person.buttons()).toEqual(["a"]);
});

test("a chat that was never started is not found, and one that blocked the bot is forbidden until it is not", async () => {
  expect(await say({})).toMatchObject({ error_code: 400, description: "Bad Request: chat not found" });
  const person = maria();
  person.blocks();
  expect(await say({})).toMatchObject({ error_code: 403, description: "Forbidden: bot was blocked by the user" });
  person.unblocks();
  expect(await say({})).toMatchObject({ ok: true });
});

test("a file that is no PDF but is called so, an empty one and a caption over 1024 are refused", async () => {
  maria();
  expect(await upload("boleto.pdf", "hello")).toMatchObject({
    error_code: 400,
    description: "Bad Request: file is no PDF",
  });
  expect(await upload("boleto.pdf", "")).toMatchObject({ error_code: 400 });
  expect(await upload("boleto.pdf", "%PDF-1.7", { caption: "a".repeat(1025) })).toMatchObject({ error_code: 400 });
});

test("a file that was sent is sent again by its id, and an id that never was is refused", async () => {
  const person = maria();
  await upload("boleto.pdf", "%PDF-1.7");
  const id = person.last()?.document?.file_id;
  expect(await call("sendDocument", { chat_id: 7, document: id })).toMatchObject({ ok: true });
  expect(person.messages().map(({ document }) => document?.file_name)).toEqual(["boleto.pdf", "boleto.pdf"]);
  expect(await call("sendDocument", { chat_id: 7, document: "BQACmade-up" })).toMatchObject({
    description: "Bad Request: wrong file identifier/HTTP URL specified",
  });
});

test("an edit that changes nothing is refused, and so is one of a message that is another's or not there", async () => {
  const person = maria();
  const { message_id } = (await say({ reply_markup: markup({ text: "a", callback_data: "1" }) })).result as never;
  expect(await call("editMessageText", { chat_id: 7, message_id, text: "olá" })).toMatchObject({ ok: true });
  expect(person.buttons()).toEqual([]);
  const again = await call("editMessageText", { chat_id: 7, message_id, text: "olá" });
  expect(again.description).toMatch(/message is not modified/);
  expect((await call("editMessageReplyMarkup", { chat_id: 7, message_id })).description).toMatch(/not modified/);
  expect((await call("editMessageText", { chat_id: 7, message_id: 999, text: "x" })).description).toMatch(/not found/);
  expect((await call("editMessageText", { chat_id: 7, message_id: 1, text: "x" })).description).toMatch(
    /can't be edited/,
  );
});

test("a tap is answered once it was made, with words that fit", async () => {
  const person = maria();
  await say({ reply_markup: markup({ text: "a", callback_data: "1" }) });
  person.taps("a");
  const updates = (await call("getUpdates")).result as { callback_query?: { id: string } }[];
  const id = updates.at(-1)?.callback_query?.id;
  expect(await call("answerCallbackQuery", { callback_query_id: id })).toMatchObject({ ok: true });
  expect(await call("answerCallbackQuery", { callback_query_id: id, text: "a".repeat(201) })).toMatchObject({
    ok: false,
  });
  expect((await call("answerCallbackQuery", { callback_query_id: "made-up" })).description).toMatch(/query is too old/);
});

test("commands are lower case and described", async () => {
  expect(await call("setMyCommands", { commands: [{ command: "Menu", description: "a" }] })).toMatchObject({
    ok: false,
  });
  expect(await call("setMyCommands", { commands: [{ command: "menu", description: "" }] })).toMatchObject({
    ok: false,
  });
  expect(await call("setMyCommands", { commands: [{ command: "menu", description: "Faturas" }] })).toMatchObject({
    ok: true,
  });
  expect(await call("getMyCommands")).toMatchObject({ result: [{ command: "menu", description: "Faturas" }] });
});

test("too many messages to one chat get 429 with the seconds to wait", async () => {
  maria();
  const answers = [];
  for (let sent = 0; sent < 25; sent++) answers.push(await say({}));
  expect(answers.slice(0, 20).every(({ ok }) => ok)).toBe(true);
  expect(answers.at(-1)).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
});

test("updates are given again until they are confirmed by the offset, and a long poll hears of a new one at once", async () => {
  const person = maria();
  const first = (await call("getUpdates")).result as { update_id: number }[];
  expect(await call("getUpdates")).toMatchObject({ result: first });
  const poll = call("getUpdates", { offset: (first[0]?.update_id ?? 0) + 1, timeout: 30 });
  await telegram.until(telegram.queue.isPolled);
  const id = person.says("oi");
  expect(await poll).toMatchObject({ result: [{ update_id: id, message: { text: "oi" } }] });
});

test("a second poller ends the first one's wait with a conflict, and nobody polls beside a webhook", async () => {
  const first = call("getUpdates", { timeout: 30 });
  await telegram.until(telegram.queue.isPolled);
  const second = call("getUpdates", { timeout: 30 });
  expect(await first).toMatchObject({ error_code: 409 });
  maria();
  await second;
  await call("setWebhook", { url: "http://127.0.0.1:9/hook" });
  expect(await call("getUpdates")).toMatchObject({ error_code: 409 });
  expect(await call("setWebhook", { url: "http://example.com/hook" })).toMatchObject({ error_code: 400 });
  expect(await call("setWebhook", { url: "https://example.com/a", secret_token: "com espaço" })).toMatchObject({
    ok: false,
  });
});

test("faults come where they were asked for: before acceptance, after it, once", async () => {
  const person = maria();
  telegram.faults.add({ method: "sendMessage" }, { kind: "drop", accepted: false });
  await expect(say({ text: "um" })).rejects.toThrow();
  telegram.faults.add({ method: "sendMessage" }, { kind: "drop", accepted: true });
  await expect(say({ text: "dois" })).rejects.toThrow();
  telegram.faults.add({ method: "sendMessage", chatId: 8 }, { kind: "throttle", retryAfterSeconds: 73_414 });
  expect(await say({ text: "três" })).toMatchObject({ ok: true });
  expect(person.screen()).toBe("dois\ntrês");
});
