import { describe, expect, it } from "vitest";
import { precedence, recogniseIntent } from "../../../src/core/conversation/intents.ts";
import { type Intent, phrases } from "../../../src/core/conversation/phrases.ts";

const all = Object.entries(phrases) as [Intent, (typeof phrases)[Intent]][];

describe("the order in which intents are looked for", () => {
  it("takes no phrase away from its own intent", () => {
    const taken = all.flatMap(([intent, { whole = [], within = [] }]) =>
      [...whole, ...within]
        .map((phrase) => ({ phrase, meant: intent, understood: recogniseIntent(phrase) }))
        .filter(({ meant, understood }) => meant !== understood),
    );
    expect(taken).toEqual([]);
  });

  it("has every intent that may stand within a message, once", () => {
    const within = all.filter(([, { within = [] }]) => within.length > 0).map(([intent]) => intent);
    expect([...precedence].sort()).toEqual(within.sort());
  });

  it.each([
    ["oi, queria meu boleto", "pay"],
    ["obrigado, mas não consegui pagar", "not-found"],
    ["boleto não encontrado", "not-found"],
    ["já paguei o boleto no pix", "paid"],
    ["recibo do boleto que paguei ontem", "paid"],
    ["comprovante de pagamento", "receipt"],
    ["boleto com pix", "pix"],
    ["quero trocar o banco do boleto", "switch-bank"],
    ["manda de novo o boleto", "boleto-again"],
    ["estou sem internet, já paguei", "paid"],
    ["sem internet, manda o boleto", "no-internet"],
    ["atendente, a internet caiu", "person"],
    ["quero apagar meus dados", "erase-data"],
    ["quais são meus dados", "personal-data"],
    ["não quero receber avisos, obrigada", "stop-notices"],
    ["me avise quando o boleto ficar pronto", "notify-me"],
    ["pelo site dá para pagar?", "central"],
    ["ainda não paguei o boleto", "not-paid"],
  ] as const)("decides %s", (text, intent) => {
    expect(recogniseIntent(text)).toBe(intent);
  });

  it("looks for a whole message first", () => {
    expect(recogniseIntent("não quero")).toBe("decline");
    expect(recogniseIntent("o boleto")).toBe("boleto-again");
  });
});
