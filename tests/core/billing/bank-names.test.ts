import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bankCodes } from "../../../src/core/billing/bank-code.ts";
import { bankName, editDistance, recogniseBank } from "../../../src/core/billing/bank-names.ts";

describe("a bank is recognised as people write it", () => {
  it.each([
    ["001", ["Banco do Brasil", "BB", "bb", "brasil", "banco brasil", "bancodobrasil", "brazil", "no bb pfv", "001"]],
    [
      "033",
      [
        "Santander",
        "santader",
        "santandre",
        "banco santander",
        "Santandér",
        "satander",
        "satnadner",
        "santanderr",
        "033",
      ],
    ],
    ["077", ["Inter", "banco inter", "bancointer", "INTER!", "intre", "077"]],
    [
      "104",
      ["Caixa", "CEF", "caixa econômica", "caixa economica federal", "cef.", "caxa", "cxaixa", "da caixa", "104"],
    ],
    ["237", ["Bradesco", "bradeco", "bradesko", "bradesc", "brdesco", "brasdesco", "banco 237"]],
    [
      "341",
      [
        "itau",
        "Itaú",
        "itaú!!",
        "ITAÚ",
        "banco itau",
        "bancoitau",
        "quero do itau por favor",
        "*Itaú*",
        "341",
        "ítau",
        "itua",
        "pode ser itaú?",
        "unibanco",
      ],
    ],
    ["403", ["Cora", "CORA!", "banco cora", "bancocora", "o da cora", "403"]],
    ["461", ["Asaas", "asas", "assas", "azaas", "banco asaas", "no asaas", "461"]],
    ["748", ["Sicredi", "sicred", "sicreddi", "cicredi", "sicrede", "748"]],
    ["756", ["Sicoob", "sicob", "sicoop", "bancoob", "bancob", "cicoob", "sicoobb", "756"]],
  ] as const)("%s", (code, texts) => {
    const wrong = texts.filter((text) => {
      const named = recogniseBank(text, bankCodes);
      return !(named.kind === "one" && named.code === code);
    });
    expect(wrong).toEqual([]);
  });

  it.each(bankCodes)("by its own spoken name, %s", (code) => {
    expect(recogniseBank(`quero o do ${bankName(code)}, por favor`, bankCodes)).toEqual({ kind: "one", code });
  });

  it("never takes Sicoob for Sicredi, even where the other is not offered", () => {
    for (const text of ["sicoob", "sicob", "sicoop", "bancoob"])
      expect(recogniseBank(text, ["748"])).toEqual({ kind: "none", notOffered: ["756"] });
    for (const text of ["sicredi", "sicred", "sicrede"])
      expect(recogniseBank(text, ["756"])).toEqual({ kind: "none", notOffered: ["748"] });
  });

  it("any one slip in a name of five letters and more still names that bank", () => {
    const slips = fc.tuple(
      fc.constantFrom(...bankCodes.filter((code) => bankName(code).length >= 5 && code !== "001")),
      fc.nat(),
      fc.constantFrom("leave out", "swap", "double"),
    );
    fc.assert(
      fc.property(slips, ([code, seed, slip]) => {
        const name = bankName(code).toLowerCase();
        const place = seed % (name.length - 1);
        const [one = "", two = ""] = [name[place], name[place + 1]];
        const middle = { "leave out": two, swap: two + one, double: one + one + two }[slip];
        const slipped = name.slice(0, place) + middle + name.slice(place + 2);
        expect(recogniseBank(slipped, bankCodes)).toEqual({ kind: "one", code });
      }),
    );
  });
});

describe("what names no bank chooses none", () => {
  it.each([
    "",
    "1",
    "3",
    "1.",
    "33",
    "0001",
    "3411",
    "oi",
    "ok",
    "tanto faz",
    "sem internet",
    "já deu baixa",
    "na faixa",
    "R$ 104,00",
    "10/11/341",
    "b",
    "quero o boleto",
    "banco",
    "ita",
  ])("%j", (text) => {
    expect(recogniseBank(text, bankCodes)).toEqual({ kind: "none", notOffered: [] });
  });

  it.each(["não quero o itaú", "nao tem inter?", "qualquer um menos caixa"])("%j says no", (text) => {
    expect(recogniseBank(text, bankCodes).kind).toBe("none");
  });

  it("a bank that is not on offer is told apart from no bank", () => {
    expect(recogniseBank("santander", ["341", "237"])).toEqual({ kind: "none", notOffered: ["033"] });
  });
});

describe("several banks in one message", () => {
  it("are given in the order offered, each once", () => {
    const named = recogniseBank("Itaú ou Bradesco? itau!", ["237", "341", "756"]);
    expect(named).toEqual({ kind: "several", codes: ["237", "341"] });
  });

  it("are one where only one is on offer", () => {
    expect(recogniseBank("itau ou santander", ["237", "341"])).toEqual({ kind: "one", code: "341" });
  });

  it("two wallets at one bank are still one bank", () => {
    expect(recogniseBank("itau", ["341", "341"])).toEqual({ kind: "one", code: "341" });
  });
});

describe("the distance of two words", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["bradesco", "bradeco", 1],
    ["itau", "itua", 1],
    ["santander", "satnadner", 2],
    ["sicoob", "sicredi", 4],
  ])("%j and %j: %i", (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
    expect(editDistance(other, one)).toBe(distance);
  });
});
