import { describe, expect, it } from "vitest";
import { understand } from "../../../src/core/conversation/understand.ts";

describe("a choice from a menu", () => {
  it.each([
    ["1", 1],
    ["opção 1", 1],
    ["Opção 2.", 2],
    ["op 2", 2],
    ["quero a opção 1, por favor", 1],
    ["número 3", 3],
    ["a 1", 1],
    ["é a 2", 2],
    ["2 por favor", 2],
    ["a primeira", 1],
    ["segunda opção", 2],
    ["dois", 2],
    ["fatura 2", 2],
    ["1️⃣", 1],
    ["opção 1\n--\nMaria Souza", 1],
  ])("%j is the number %i", (text, number) => {
    const said = understand(text);
    expect(said.number ?? said.option).toBe(number);
  });

  it.each([
    ["segunda via", "pay"],
    ["2 via", "pay"],
    ["2ª via do boleto", "pay"],
    ["paguei a 1", "paid"],
    ["boleto de 10/12", "pay"],
  ])("%j is none: it is %s", (text, intent) => {
    const said = understand(text);
    expect([said.intent, said.number, said.option]).toEqual([intent, undefined, undefined]);
  });

  it.each(["um minuto", "pago segunda", "opção", "1 ou 2?", "opção 1 ou 2", "123456"])("%j is none", (text) => {
    const said = understand(text);
    expect(said.number ?? said.option).toBeUndefined();
  });
});

describe("what a few letters say", () => {
  it.each(["👍", "👍🏽", "❤️", "🙏🙏", "👍 ❤️", "😊"])("%s is thanks, in any colour", (text) => {
    expect(understand(text).intent).toBe("thanks");
  });
  it.each(["👎", "😡", "🤔", ""])("%j is not", (text) => {
    expect(understand(text).intent).not.toBe("thanks");
  });
  it.each(["já fiz o pix", "Fiz o PIX agora", "mandei o pix", "pix feito", "fiz a transferência"])(
    "%j says that it is paid",
    (text) => {
      expect(understand(text).intent).toBe("paid");
    },
  );
  it.each(["não fiz o pix", "ainda não fiz o pix", "nao mandei o pix ainda"])("%j says that it is not", (text) => {
    expect(understand(text).intent).toBe("not-paid");
  });
  it.each(["quero fazer o pix", "pix", "manda o pix"])("%j asks for the PIX", (text) => {
    expect(understand(text).intent).toBe("pix");
  });
});
