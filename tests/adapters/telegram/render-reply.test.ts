import { describe, expect, it } from "vitest";
import { renderReply } from "../../../src/bots/telegram/render-reply.ts";

const only = (reply: Parameters<typeof renderReply>[0]) => {
  const [request, more] = renderReply(reply);
  expect(more).toBeUndefined();
  return request;
};

describe("a reply on Telegram", () => {
  it("has its bold as entities, counted as Telegram counts, and nothing to escape", () => {
    expect(only({ text: "✅ 😀 <b> & *R$ 109,90* _a_ *b*" })?.payload).toEqual({
      text: "✅ 😀 <b> & R$ 109,90 _a_ b",
      entities: [
        { type: "bold", offset: 11, length: 9 },
        { type: "bold", offset: 25, length: 1 },
      ],
    });
  });

  it("leaves a lonely asterisk, and one that no line closes, as they are", () => {
    expect(only({ text: "2 * 3\n*a\nb*" })?.payload).toEqual({ text: "2 * 3\n*a\nb*", entities: [] });
  });

  it("repeats the numbers on buttons, a row each, with the list's version in the data", () => {
    const choices = [
      { label: "Itaú", number: 1, list: 12 },
      { label: "x".repeat(70), number: 0, list: 12 },
    ];
    expect(only({ text: "1. Itaú", choices })?.payload).toMatchObject({
      text: "1. Itaú",
      reply_markup: {
        inline_keyboard: [
          [{ text: "Itaú", callback_data: "12:1" }],
          [{ text: `${"x".repeat(63)}…`, callback_data: "12:0" }],
        ],
      },
    });
  });

  it("has the line alone as code, with a button that copies it; other digits are text", () => {
    const line = "34191090080123400123456789012342510340000010990";
    expect(only({ text: line })?.payload).toMatchObject({
      entities: [{ type: "code", offset: 0, length: 47 }],
      reply_markup: { inline_keyboard: [[{ text: "Copiar código", copy_text: { text: line } }]] },
    });
    expect(only({ text: "12345" })?.payload).toEqual({ text: "12345", entities: [] });
  });

  it("asks for the contact with a keyboard of its own", () => {
    expect(only({ text: "Quem é?", ask: "contact" })?.payload).toMatchObject({
      reply_markup: { keyboard: [[{ text: "Enviar meu telefone", request_contact: true }]] },
    });
  });

  it("cuts a caption that is too long, bold and all", () => {
    const request = only({ text: `*${"a".repeat(2000)}*`, document: { boletoId: "1", fileName: "b.pdf" } });
    expect(request?.payload).toEqual({
      caption: "a".repeat(1024),
      caption_entities: [{ type: "bold", offset: 0, length: 1024 }],
    });
  });

  it("breaks a text that is too long between lines, keeps its bold, and has the buttons at the end", () => {
    const line = `*${"a".repeat(99)}*`;
    const text = Array.from({ length: 60 }, () => line).join("\n");
    const parts = renderReply({ text, choices: [{ label: "a", number: 1, list: 1 }] });
    expect(parts).toHaveLength(2);
    const texts = parts.map(({ payload }) => ("text" in payload ? payload : { text: "", entities: [] }));
    expect(texts.map((part) => part.text).join("")).toBe(text.replaceAll("*", ""));
    for (const part of texts) {
      expect(part.text.length).toBeLessThanOrEqual(4096);
      for (const { offset, length } of part.entities)
        expect(part.text.slice(offset, offset + length)).toBe("a".repeat(99));
    }
    expect(texts.flatMap(({ entities }) => entities)).toHaveLength(60);
    expect(texts.map((part) => "reply_markup" in part)).toEqual([false, true]);
  });
});
