import { foldWords } from "./fold-words.ts";

/**
 * How a message speaks of a payment: as done ("paguei"), as still to come ("vou pagar"), as not done ("não paguei"), as
 * a question ("caiu meu pagamento?"), or so that nobody can tell ("acho que paguei"). Undefined if it does not.
 */
export type PaymentMood = "told" | "planned" | "denied" | "asked" | "doubted";

/** Done, by whole words: "paga" alone may also be an order ("paga aí") and counts only after "tá", "foi" or a noun. */
const done = /^(?:paguei|pagamos|pagou|pagaram|quitei|quitou|quitamos|depositei|transferi|agendei)$/;
const state = /^(?:pago|paga|pagos|pagas|quitado|quitada|agendado|agendada)$/;
const isIs = /^(?:ta|tah|esta|foi|fui|ja|estao|foram|sendo|tudo|consta|deixei|era|fica|ficou)$/;
const thing = /^(?:boleto|boletos|fatura|faturas|conta|contas|mensalidade|parcela|internet|pix|blt|fat)$/;
const payment = /^(?:pagamento|pgto|pagto|pix|deposito|transferencia|ted)$/;
const made =
  /^(?:feito|feita|efetuado|efetuada|realizado|realizada|enviado|mandado|concluido|aprovado|confirmado|ok|caiu)$/;
const make = /^(?:fiz|efetuei|realizei|mandei|enviei|fizemos|fez|passei|efetuamos|realizamos)$/;
const not = /^(?:nao|nem|nunca|n|naum|num)$/;
const future =
  /^(?:vou|vamos|irei|vai|pretendo|quero|queria|gostaria|posso|poderia|consigo|tenho|preciso|pra|para|como|onde|aonde|quando|se|caso|pagarei|pagar|pagaria|pagando)$/;
const later = /^(?:amanha|depois|segunda|terca|quarta|quinta|sexta|sabado|domingo|semana|mes|dia|breve)$/;
const doubt = /^(?:acho|talvez|sera|sei|lembro|certeza|duvida)$/;
const received = /^(?:caiu|recebeu|receberam|consta|constou|compensou|entrou|identificou|identificaram|chegou|baixou)$/;

/** Reads how a message speaks of a payment. Clauses are read by themselves: "não, paguei" tells of a payment. */
export function paymentMood(text: string): PaymentMood | undefined {
  const isQuestion = text.includes("?");
  const moods = text
    .split(/[,.;:!?\n]+| mas | porem /i)
    .map((clause) => clauseMood(foldWords(clause)))
    .filter((mood) => mood !== undefined);
  if (moods.length === 0) return undefined;
  if (moods.includes("doubted")) return "doubted";
  // "Não paguei essa, a outra eu paguei" says both.
  if (moods.includes("told") && moods.includes("denied")) return "doubted";
  if (moods.includes("told")) return isQuestion && moods.includes("asked") ? "asked" : "told";
  if (moods.includes("denied")) return "denied";
  return moods.includes("planned") ? "planned" : "asked";
}

function clauseMood(words: readonly string[]): PaymentMood | undefined {
  const plain = ` ${words.join(" ")} `;
  if (/ (?:sem pagar|esque(?:ci|ceu|cemos) (?:de pagar|o pagamento)|nada (?:foi |esta |ta )?pago) /.test(plain))
    return "denied";
  if (/ (?:acab(?:ei|amos|ou) de (?:pagar|fazer o (?:pix|pagamento))) /.test(plain)) return "told";
  const at = claimAt(words);
  if (at < 0) {
    const speaks = words.some((word) => /^(?:pag|quit)/.test(word) || payment.test(word));
    if (speaks && words.some((word) => received.test(word)) && !words.some((word) => not.test(word))) return "asked";
    return speaks && words.some((word) => /^(?:pago|pagar|pagarei|pagamento)$/.test(word)) && isPlan(words)
      ? "planned"
      : undefined;
  }
  if (words.some((word) => doubt.test(word))) return "doubted";
  const before = words.slice(Math.max(0, at - 4), at);
  const after = words.slice(at + 1);
  if (before.some((word) => not.test(word))) return "denied";
  if (words.includes("ou")) return "asked";
  // "Paguei não", in the north-east; "pagou ou não" asks.
  if (after.slice(0, 1).some((word) => not.test(word)) || not.test(after.at(-1) ?? "")) return "denied";
  if (words.slice(0, at).some((word) => /^(?:se|caso|quando)$/.test(word))) return "asked";
  return "told";
}

/** Where a clause says that something was paid; -1 if nowhere. */
function claimAt(words: readonly string[]): number {
  return words.findIndex((word, at) => {
    const before = words[at - 1] ?? "";
    const near = words.slice(Math.max(0, at - 3), at);
    if (done.test(word)) return before !== "sempre";
    if (state.test(word)) {
      // "Pago amanhã", "eu pago dia 20" are plans.
      if (word === "pago" && before === "eu") return false;
      if (word === "pago" && !isIs.test(before) && words.slice(at + 1).some((next) => later.test(next))) return false;
      if (word === "pago" && before === "ja" && words[at - 2] === "eu") return false;
      if (/^(?:como|quem|que|q|ele|ela|vc|voce|gente)$/.test(before)) return false;
      return isIs.test(before) || near.some((one) => thing.test(one) || isIs.test(one)) || words.length === 1;
    }
    if (payment.test(word)) {
      const around = [...near, ...words.slice(at + 1, at + 4)];
      if (words.slice(0, at).some((one) => make.test(one))) return true;
      return around.some((one) => made.test(one)) && !words.some((one) => future.test(one));
    }
    return false;
  });
}

const isPlan = (words: readonly string[]) => words.some((word) => future.test(word) || later.test(word));
