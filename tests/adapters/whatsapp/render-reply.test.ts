import { expect, test } from "vitest";
import { renderReply } from "../../../src/bots/whatsapp/create-sender.ts";

test("a text goes as it is: WhatsApp's bold is ours, and the list is numbered text", () => {
  const text = "Vence *10/12*\n1. Itaú\n2. Bradesco";
  expect(renderReply({ text, choices: [{ label: "Itaú", number: 1, list: 3 }] })).toEqual({ kind: "text", text });
});

test("a document has its caption and file name", () => {
  expect(renderReply({ text: "Seu boleto", document: { boletoId: "b", fileName: "boleto-vence-10-12.pdf" } })).toEqual({
    kind: "document",
    caption: "Seu boleto",
    fileName: "boleto-vence-10-12.pdf",
  });
});

test("a caption that WhatsApp would refuse is left out", () => {
  const rendered = renderReply({ text: "x".repeat(1025), document: { boletoId: "b", fileName: "b.pdf" } });
  expect(rendered).toMatchObject({ caption: "" });
});
