import { describe, expect, it } from "vitest";
import { precedence, recogniseWishes } from "../../../src/core/conversation/intents.ts";
import { type OwnIntent, phrases } from "../../../src/core/conversation/phrases.ts";

const all = Object.entries(phrases) as [OwnIntent, (typeof phrases)[OwnIntent]][];
const intentOf = (text: string) => recogniseWishes(text).intent;

describe("the wish of a message", () => {
  it("is that of a phrase which is the whole message", () => {
    const taken = all.flatMap(([intent, { whole = [] }]) =>
      whole
        .map((phrase) => ({ phrase, meant: intent, understood: intentOf(phrase) }))
        .filter(({ meant, understood }) => meant !== understood),
    );
    expect(taken).toEqual([]);
  });

  it("has a place in the order of phrases for every intent that may stand within a message", () => {
    const within = all.filter(([, { within = [] }]) => within.length > 0).map(([intent]) => intent);
    expect([...precedence].sort()).toEqual(within.sort());
  });

  it.each([
    ["oi, queria meu boleto", "pay"],
    ["obrigado, mas não consegui pagar", "not-found"],
    ["boleto não encontrado", "not-found"],
    ["já paguei o boleto no pix", "paid"],
    ["comprovante de pagamento", "receipt"],
    ["boleto com pix", "pix"],
    ["quero trocar o banco do boleto", "switch-bank"],
    ["manda de novo o boleto", "boleto-again"],
    ["quero apagar meus dados", "erase-data"],
    ["quais são meus dados", "personal-data"],
    ["não quero receber avisos, obrigada", "stop-notices"],
    ["me avise quando o boleto ficar pronto", "notify-me"],
    ["pelo site dá para pagar?", "central"],
    ["ainda não paguei o boleto", "not-paid"],
  ] as const)("is told of %s", (text, intent) => {
    expect(intentOf(text)).toBe(intent);
  });
});
