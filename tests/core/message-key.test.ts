import { expect, it } from "vitest";
import { type MessageSubject, messageKey } from "../../src/core/message-key.ts";

const [boletoId, chatId] = ["0b5f", "7"];

// Rows of earlier versions have these keys: with others, what they have sent would be sent again.
it.each<[MessageSubject, number, string]>([
  [{ kind: "reply", messageId: "12" }, 1, "reply:12:1"],
  [{ kind: "reply", topic: "broken", messageId: "12" }, 0, "reply:12:broken"],
  [{ kind: "notice", topic: "payable", boletoId, chatId }, 2, "notice:0b5f:payable:7:2"],
  [{ kind: "notice", topic: "paid", boletoId, chatId, once: "inter:9" }, 0, "notice:0b5f:paid:inter:9:7:0"],
  [{ kind: "answer", topic: "not-found", boletoId, chatId, once: "8f1c" }, 0, "answer:0b5f:not-found:7:8f1c:0"],
  [{ kind: "person", chatId, boletoId, once: "a1" }, 3, "person:7:a1:3"],
])("%j, part %i, is stored under %j", (subject, part, key) => {
  expect(messageKey(subject, part)).toBe(key);
});
