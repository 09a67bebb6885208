import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import {
  boletoInHand,
  boletoWithdrawn,
  closedAtBank,
  pixReplies,
  preparing,
  stillPreparing,
} from "../../../src/core/conversation/replies/boleto.ts";
import { choiceClosedMail } from "../../../src/core/conversation/replies/mail.ts";
import {
  banksInTrouble,
  keepOld,
  onlyBankInTrouble,
  refusedBy,
  switched,
  switchQuestion,
} from "../../../src/core/conversation/replies/offers.ts";
import { askedJustNow, askingBank, bankHasIt, bankNotAsked } from "../../../src/core/conversation/replies/payments.ts";
import type { BoletoCard, Reply } from "../../../src/core/conversation/turn.ts";

const now = new Date("2026-11-24T17:02:00Z");
const cardAt = (bankName: string, more: Partial<BoletoCard> = {}): BoletoCard => ({
  boletoId: "b1",
  invoiceId: "i1",
  bankName,
  bankCode: "104",
  status: "payable",
  dueDate: isoDate("2026-12-10"),
  amountCents: 10_990,
  principalCents: 10_990,
  multaCents: 0,
  jurosCents: 0,
  abatementCents: 0,
  todayCents: 10_990,
  overdue: false,
  promise: { kind: "moment", at: new Date("2026-11-24T17:32:00Z") },
  zone: "America/Sao_Paulo",
  unconfirmed: false,
  linhaDigitavel: "1".repeat(47),
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "CNPJ 12.345.678/0001-95",
  ...more,
});
const mailAt = (bankName: string) =>
  choiceClosedMail(
    { subscriber: "Maria Souza", description: "uso de novembro", provider: "Vale Fibra" },
    cardAt(bankName),
  );
/** The beginning of a sentence, as far as the bank's name goes. */
const textOf = (reply: Reply | undefined) => reply?.text ?? "";

describe("sentences that name a bank", () => {
  it.each([
    [preparing(cardAt("Itaú"), now).text, "Estou preparando seu boleto do Itaú. "],
    [preparing(cardAt("Caixa"), now).text, "Estou preparando seu boleto da Caixa. "],
    [stillPreparing(cardAt("Caixa"), now).text, "Seu boleto da Caixa ainda não pode ser pago."],
    [
      stillPreparing(cardAt("Caixa", { promise: { kind: "moment", at: now } }), now).text,
      "A Caixa está demorando para registrar seu boleto.",
    ],
    [textOf(boletoInHand(cardAt("Inter"))[0]), "✅ Seu boleto do Inter já pode ser pago: *R$ 109,90*"],
    [textOf(boletoInHand(cardAt("Caixa"))[0]), "✅ Seu boleto da Caixa já pode ser pago: *R$ 109,90*"],
    [
      textOf(boletoInHand(cardAt("Caixa", { unconfirmed: true }))[0]),
      "O prazo do banco terminou: já pode tentar pagar seu boleto da Caixa, ",
    ],
    [textOf(pixReplies(cardAt("Caixa"))[0]), "Este boleto da Caixa não tem PIX."],
    [boletoWithdrawn("Caixa").text, "O boleto da *Caixa* foi cancelado pela equipe"],
    [boletoWithdrawn("Banco do Brasil").text, "O boleto do *Banco do Brasil* foi cancelado pela equipe"],
    [closedAtBank("Caixa").text, "Seu boleto da Caixa foi cancelado no banco."],
    [switched("Caixa", "Itaú").text, "Jogue fora o boleto da *Caixa*. Vale só o do *Itaú*."],
    [
      switchQuestion("Caixa", "Itaú", 1).text,
      "Você já pagou ou agendou o boleto da *Caixa*?\n1. Não paguei. Quero trocar para Itaú\n2. Já paguei ou agendei o da Caixa\n",
    ],
    [keepOld("Caixa").text, "Então está tudo certo: fica valendo o da *Caixa*. "],
    [refusedBy("Itaú"), "Não deu para fazer o boleto no Itaú. "],
    [refusedBy("Caixa"), "Não deu para fazer o boleto na Caixa. "],
    [banksInTrouble(["Caixa"]), "A Caixa está com problema agora"],
    [onlyBankInTrouble("Sicoob"), "O Sicoob está com problema agora"],
    [bankHasIt("Caixa").text, "A Caixa confirmou: "],
    [askingBank("paid", "Caixa").text, "Obrigado! Vou perguntar à Caixa e respondo aqui."],
    [askingBank("not-found", "Itaú").text, "Vou perguntar ao Itaú sobre esse boleto"],
    [askedJustNow("Caixa").text, "Perguntei há menos de 30 segundos à Caixa."],
    [bankNotAsked("not-found").text, "Daqui não consigo perguntar ao banco sobre esse boleto."],
    [mailAt("Caixa").subject, "Seu boleto da Caixa vence em 10/12/2026: Vale Fibra"],
    [mailAt("Itaú").subject, "Seu boleto do Itaú vence em 10/12/2026: Vale Fibra"],
  ])("%s", (text, begins) => {
    expect(text.slice(0, begins.length)).toBe(begins);
  });

  it("say in the mail where it was made", () => {
    expect(mailAt("Caixa").text).toContain("terminou, e o boleto foi feito na Caixa. ");
    expect(mailAt("Itaú").text).toContain("terminou, e o boleto foi feito no Itaú. ");
  });
});
