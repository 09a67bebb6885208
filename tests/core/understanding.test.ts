import { describe, expect, it } from "vitest";
import { bankWordsIn } from "../../src/core/understanding/bank-words.ts";
import { invoiceWordsIn } from "../../src/core/understanding/invoice-words.ts";
import { optionIn } from "../../src/core/understanding/number-words.ts";
import { paymentMood } from "../../src/core/understanding/payment-words.ts";
import { spokenDigits } from "../../src/core/understanding/spoken-digits.ts";

describe("how a message speaks of a payment", () => {
  it.each([
    ["já paguei", "told"],
    ["pix feito", "told"],
    ["a mensalidade já está paga", "told"],
    ["minha filha pagou ontem", "told"],
    ["acabei de fazer o pix", "told"],
    ["não, paguei", "told"],
    ["não paguei a conta, tem problema?", "denied"],
    ["esse mês não paguei a de casa?", "denied"],
    ["paguei não moço", "denied"],
    ["esqueci de pagar", "denied"],
    ["vou pagar amanhã", "planned"],
    ["eu pago dia 20", "planned"],
    ["se eu já paguei?", "asked"],
    ["acho que paguei", "doubted"],
    ["não paguei essa, a outra paguei", "doubted"],
  ] as const)("%s: %s", (text, mood) => {
    expect(paymentMood(text)).toBe(mood);
  });

  it.each(["bom dia", "paga aí pra mim", "sempre paguei certinho", "quem paga é meu inquilino", "marque como paga"])(
    "%s tells of none",
    (text) => {
      expect(paymentMood(text)).not.toBe("told");
    },
  );
});

describe("how a message names an invoice", () => {
  it.each([
    ["a vencida", { overdue: true }],
    ["a atrazada", { overdue: true }],
    ["não a vencida, a outra", { notYetDue: true }],
    ["a vencida não", { notYetDue: true }],
    ["a de outubro", { month: 10 }],
    ["a de novenbro", { month: 11 }],
    ["vence 14/11", { day: 14, month: 11 }],
    ["a do dia 6", { day: 6 }],
    ["essa de 109,90", { cents: 10_990 }],
    ["a de R$ 1.249,90", { cents: 124_990 }],
    ["a mais antiga", { order: "oldest" }],
    ["quero pagar todas", { all: true }],
    ["a desse mês", { thisMonth: true }],
  ])("%s", (text, words) => {
    expect(invoiceWordsIn(text)).toEqual({ ...words, length: expect.any(Number) });
  });

  it.each(["quero o boleto", "1", "bom dia"])("%s names none", (text) => {
    expect(invoiceWordsIn(text)).toBeUndefined();
  });
});

describe("how a message names a bank", () => {
  it.each([
    ["pode ser no itaú", { wanted: ["341"], refused: [] }],
    ["itaú não, bradesco", { wanted: ["237"], refused: ["341"] }],
    ["menos o sicoob", { wanted: [], refused: ["756"] }],
    ["qualquer um", { wanted: [], refused: [], any: true }],
    ["tem nubank?", { wanted: [], refused: [], unknown: "Nubank" }],
    ["o da cooperativa", { wanted: ["756", "748"], refused: [] }],
  ])("%s", (text, words) => {
    expect(bankWordsIn(text)).toEqual(words);
  });

  it.each(["essas faturas", "minhas casas", "já deu baixa", "boa noite"])("%s names none", (text) => {
    expect(bankWordsIn(text)).toBeUndefined();
  });
});

describe("a choice in words", () => {
  it.each([
    ["quero a segunda por favor", 2],
    ["a última", "last"],
    ["a de cima", 1],
    ["a terceira de cima pra baixo", 3],
    ["três", 3],
  ] as const)("%s: %s", (text, option) => {
    expect(optionIn(text)).toBe(option);
  });

  it.each(["segunda via", "segunda-feira eu pago", "1 ou 2", "dia 10", "quero um boleto", "me vê a conta"])(
    "%s is none",
    (text) => {
      expect(optionIn(text)).toBeUndefined();
    },
  );
});

it.each([
  ["cinco dois nove", "529"],
  ["quinhentos e vinte e nove", "529"],
  ["quinhentos e vinte e nove novecentos e oitenta e dois duzentos e quarenta e sete vinte e cinco", "52998224725"],
  ["zero oito sete", "087"],
  ["bom dia", ""],
])("%s is dictated: %s", (text, digits) => {
  expect(spokenDigits(text)).toBe(digits);
});
