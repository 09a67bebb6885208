import { expect, test } from "vitest";
import { readMessage } from "../../../src/bots/whatsapp/read-message.ts";

const at = 1_795_000_000;
const message = (of: object, id: object = {}) => ({
  id: { id: "3A01", fromMe: false, remote: "5511900000001@c.us", ...id },
  from: { user: "5511900000001", server: "c.us" },
  type: "chat",
  body: "oi",
  t: at,
  ...of,
});

test("a text is read with its moment", () => {
  expect(readMessage(message({}))).toEqual({
    id: "3A01",
    from: "5511900000001@c.us",
    body: { kind: "text", text: "oi", sentAt: new Date(at * 1000).toISOString() },
    at: new Date(at * 1000),
  });
});

test("an address is read whatever WhatsApp calls its serialized form", () => {
  const renamed = {
    id: { id: "3A01", fromMe: false, remote: { user: "77", server: "lid", $1: "77@lid" } },
    from: undefined,
  };
  expect(readMessage({ ...message({}), ...renamed })?.from).toBe("77@lid");
  const older = { user: "5511900000001", server: "s.whatsapp.net" };
  expect(readMessage({ ...message({}), id: { id: "3A01", fromMe: false }, from: older })?.from).toBe(
    "5511900000001@c.us",
  );
});

test("a quoted message is named", () => {
  expect(readMessage(message({ quotedStanzaID: "3EB0" }))?.quotes).toBe("3EB0");
});

const media: [string, string][] = [
  ["ptt", "voice"],
  ["audio", "voice"],
  ["image", "image"],
  ["video", "video"],
  ["document", "document"],
  ["sticker", "sticker"],
  ["location", "location"],
  ["vcard", "foreign-contact"],
  ["multi_vcard", "foreign-contact"],
  ["poll_creation", "other"],
];
test.each(media)("%s is a medium: %s", (type, name) => {
  expect(readMessage(message({ type }))?.body).toEqual({ kind: "media", media: name });
});

test("what is written below a picture or a file comes with it, and the name of a file is no text", () => {
  const photo = message({ type: "image", body: "/9j/4AAQ", caption: "já paguei" });
  expect(readMessage(photo)?.body).toEqual({ kind: "media", media: "image", caption: "já paguei" });
  const file = { type: "document", filename: "comprovante.pdf", body: "comprovante.pdf" };
  expect(readMessage(message({ ...file, caption: "segue" }))?.body).toMatchObject({ caption: "segue" });
  expect(readMessage(message({ ...file, caption: "comprovante.pdf" }))?.body).toEqual({
    kind: "media",
    media: "document",
  });
});

test.each(["list_response", "buttons_response"])("a tap on what another program drew (%s) is its text", (type) => {
  expect(readMessage(message({ type, body: "2" }))?.body).toMatchObject({ kind: "text", text: "2" });
});

const leftAlone: [string, unknown][] = [
  ["our own message", message({}, { fromMe: true })],
  ["a group", message({ author: "5511900000001@c.us" }, { remote: "120363000000000001@g.us" })],
  ["a message of a group under a person's address", message({ author: "5511900000001@c.us" })],
  ["a channel", message({}, { remote: "120363000000000001@newsletter" })],
  ["a broadcast list", message({ broadcast: true })],
  ["a status", message({ isStatusV3: true }, { remote: "status@broadcast" })],
  ["Meta's bot", message({}, { remote: "13135550002@bot" })],
  ["WhatsApp itself", message({}, { remote: "0@c.us" })],
  ["a note about encryption", message({ type: "e2e_notification" })],
  ["a call", message({ type: "call_log" })],
  ["a reaction", message({ type: "reaction" })],
  ["a deleted message", message({ type: "revoked" })],
  ["what is not decrypted yet", message({ type: "ciphertext" })],
  ["a message without an id", { ...message({}), id: {} }],
  ["nothing", undefined],
  ["a text", "oi"],
];
test.each(leftAlone)("%s is left alone", (_, given) => {
  expect(readMessage(given)).toBeUndefined();
});
