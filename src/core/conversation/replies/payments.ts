import { theBank } from "../../billing/bank-grammar.ts";
import { shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { AwaitedBank, Reply } from "../turn.ts";
import { plain } from "./reply.ts";

// Questions to the bank about a boleto, and payments.

const notSeenYet =
  "Obrigado! O pagamento ainda não apareceu aqui. O banco costuma avisar em até 1 dia útil. Se pagou, não pague de novo.";

/** The bank of this boleto cannot be asked from here. */
export const bankNotAsked = (about: "not-found" | "paid", bankName = "banco"): Reply =>
  plain(
    about === "paid"
      ? notSeenYet
      : `Daqui não consigo perguntar ${theBank(bankName).ao} sobre esse boleto. Ele continua valendo: espere 1 hora e tente de novo. Não deu? Digite *atendente*.`,
  );

/** The bank was asked. Its answer comes as a message of its own. */
export const askingBank = (about: "not-found" | "paid", bankName: string | undefined): Reply =>
  plain(
    about === "paid"
      ? bankName
        ? `Obrigado! Vou perguntar ${theBank(bankName).ao} e respondo aqui. O banco costuma avisar em até 1 dia útil.`
        : notSeenYet
      : bankName
        ? `Vou perguntar ${theBank(bankName).ao} sobre esse boleto e respondo aqui. Ele continua valendo: não precisa de outro.`
        : "Não encontrei boleto dessa fatura para perguntar ao banco. Digite *menu* para ver as faturas.",
  );

/** The bank was asked a moment ago. */
export const askedJustNow = (bank: string): Reply =>
  plain(`Perguntei há menos de 30 segundos ${theBank(bank).ao}. Respondo aqui assim que souber.`);

/** The bank's answer to "não encontrado": the boleto is registered. */
export const bankHasIt = (name: string): Reply =>
  plain(
    `${theBank(name).O} confirmou: seu boleto está registrado e pode ser pago. Se o aplicativo ainda não achar, espere 1 hora e tente de novo.`,
  );

/** The bank's answer to "não encontrado": the boleto is not registered yet. */
export const bankHasNotYet = (name: string): Reply =>
  plain(`${theBank(name).O} ainda está registrando seu boleto. Espere um pouco: eu mando aqui assim que puder pagar.`);

/** The bank's answer to "não encontrado": it does not say whether the boleto is registered. */
export const bankCannotTell = (name: string): Reply =>
  plain(`${theBank(name).O} não informa se já registrou. Espere 1 hora e tente de novo. Não deu? Digite *atendente*.`);

/** The bank's answer to "já paguei": it has no payment yet. */
export const bankSawNoPayment = (name: string): Reply =>
  plain(
    `${theBank(name).O} ainda não informou o pagamento. Ele costuma avisar em até 1 dia útil. Se pagou, não pague de novo.`,
  );

/** The last day of a boleto is over, and its bank may still report that it was paid. */
export const lastDayOver = ({ bankName, lastDay, wordOn }: AwaitedBank, today: IsoDate): Reply => {
  const bank = theBank(bankName);
  return plain(
    wordOn > today
      ? `O boleto ${bank.do} podia ser pago até ${shortDate(lastDay)}, e o banco só confirma em *${shortDate(wordOn)}* o que foi pago no fim do prazo. Já pagou? Não pague de novo: eu aviso aqui. Não pagou? Chame de novo em *${shortDate(wordOn)}* e eu faço outro boleto.`
      : `O boleto ${bank.do} podia ser pago até ${shortDate(lastDay)}, e o banco ainda não disse se foi pago. Espere a resposta antes de pagar de novo.`,
  );
};

/** The bank's answer about a boleto whose last day is over: it was not paid. */
export const endedUnpaid = (name: string): Reply =>
  plain(`${theBank(name).O} confirmou: esse boleto não foi pago, e ele já não vale. Para fazer outro, digite *menu*.`);

/** The bank announced a payment that it has not booked yet. */
export const paymentAnnounced = (description: string): Reply =>
  plain(
    `O banco avisou que a fatura (${description}) foi paga. A confirmação chega no próximo dia útil. Não pague de novo.`,
  );

/** The bank's answer to "já paguei": announced, not booked yet. */
export const paymentOnItsWay = (name: string): Reply =>
  plain(`${theBank(name).O} avisou que foi pago. A confirmação chega no próximo dia útil. Não pague de novo.`);

/** An announced payment did not come. */
export const announcementUndone = (description: string): Reply =>
  plain(
    `O banco tinha avisado o pagamento da fatura (${description}), mas não confirmou: ela está em aberto. Veja com o seu banco e, para pagar, digite *menu*.`,
  );

/** How a list shows an invoice whose payment is announced. */
export const announcedLabel = "pagamento avisado pelo banco";

/** A payment arrived. */
export const paymentArrived = (description: string): Reply =>
  plain(`✅ Recebemos o pagamento da fatura (${description}). Obrigado!`);

/** The second payment of an invoice. */
export const paidTwice: Reply = plain(
  "Recebemos um pagamento a mais dessa fatura. A equipe vai entrar em contato para devolver ou creditar.",
);

/** The payment was less than the amount owed. `corrected`: an earlier notice named another amount, or none. */
export const paidInPart = (
  description: string,
  { paidCents, missingCents, corrected = false }: { paidCents: number; missingCents: number; corrected?: boolean },
): Reply =>
  plain(
    `${corrected ? "O banco informou agora o valor pago" : "Recebemos um pagamento"} da fatura (${description}): *${formatBrl(paidCents)}*. Faltam *${formatBrl(missingCents)}*. Para pagar só o que falta, digite *menu*.`,
  );

/** Follows a part payment or its reversal: the boleto that the subscriber has asks for another amount than is owed. */
export const throwAwayBoleto: Reply = plain("Se você tem outro boleto dessa fatura, jogue fora: ele é de outro valor.");

/** The payment was more than the amount owed. */
export const paidTooMuch = (moreCents: number): Reply =>
  plain(`Vieram *${formatBrl(moreCents)}* a mais. A equipe vai entrar em contato para devolver ou creditar.`);

/** The bank took the payment back. */
export const paymentUndone = (description: string): Reply =>
  plain(
    `O banco desfez o pagamento da fatura (${description}): ela está em aberto de novo. Veja com o seu banco e, para pagar, digite *menu*.`,
  );

/** Introduces the receipt. */
export const receiptOf = (description: string): string => `Recibo da fatura (${description}).`;

/** Nothing was paid yet. */
export const noReceipt: Reply = plain(
  "Ainda não há pagamento seu registrado aqui. O recibo sai depois que o banco avisa, em até 1 dia útil.",
);

/** Answers a picture that is sent after "já paguei". */
export const noProof: Reply = plain("Recebi, mas não consigo ler imagem. Quem confirma o pagamento é o banco.");
