import { theBank } from "../../billing/bank-grammar.ts";
import { dayWords, fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate, localTime } from "../../billing/calendar/local-time.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { BoletoCard, Reply } from "../turn.ts";
import { payBy } from "./offers.ts";
import { plain } from "./reply.ts";

// A boleto on its way and in the hand, with its PIX.

const splitOf = (boleto: BoletoCard) =>
  boleto.multaCents + boleto.jurosCents > 0
    ? ` (${formatBrl(boleto.principalCents)} + multa ${formatBrl(boleto.multaCents)} + juros ${formatBrl(boleto.jurosCents)})`
    : "";

/** "até as 14:32", with the day where it is another one. */
export function until({ promise }: Pick<BoletoCard, "promise">, now: Date): string {
  const today = localDate(now);
  if (promise.kind === "day") return `*${dayWords(promise.on, today)}*`;
  const day = localDate(promise.at);
  return day === today
    ? `*até as ${localTime(promise.at)}*`
    : `até *${dayWords(day, today)}, ${localTime(promise.at)}*`;
}

/** The boleto was asked for. */
export function preparing(boleto: BoletoCard, now: Date): Reply {
  const overdue = boleto.multaCents + boleto.jurosCents > 0;
  const amount = overdue
    ? `\nValor: *${formatBrl(boleto.amountCents)}*${splitOf(boleto)}, ${payBy(boleto.dueDate, localDate(now))}.`
    : "";
  return plain(
    `Estou preparando seu boleto ${theBank(boleto.bankName).do}. Fica pronto ${until(boleto, now)}. Eu mando aqui. Pode fechar a conversa.${amount}`,
  );
}

/** Asked for again before the bank has it. */
export const stillPreparing = (boleto: BoletoCard, now: Date): Reply =>
  plain(
    boleto.promise.kind === "moment" && boleto.promise.at <= now
      ? `${theBank(boleto.bankName).O} está demorando para registrar seu boleto. Assim que sair eu mando aqui.`
      : `Seu boleto ${theBank(boleto.bankName).do} ainda não pode ser pago. Fica pronto ${until(boleto, now)}. Eu mando aqui.`,
  );

/** Whose boleto it is, to be compared with what the bank's application shows. */
export const checkName = ({ beneficiaryName, beneficiaryDocument }: BoletoCard): string =>
  `Antes de confirmar, confira o nome: *${beneficiaryName}*, ${beneficiaryDocument}. Apareceu outro? Não pague e chame a gente.`;

/** The boleto in the hand: what it is and whose, the line alone, the paper. */
export function boletoInHand(boleto: BoletoCard): Reply[] {
  const amount = boleto.overdue
    ? `venceu em ${fullDate(boleto.dueDate)}. O valor sobe sozinho: hoje, *${formatBrl(boleto.todayCents)}*.`
    : `*${formatBrl(boleto.amountCents - boleto.abatementCents)}*${splitOf(boleto)}${abatementPart(boleto)}, vence em ${fullDate(boleto.dueDate)}.${discountPart(boleto)}`;
  const opening = boleto.unconfirmed
    ? `O prazo do banco terminou: já pode tentar pagar seu boleto ${theBank(boleto.bankName).do}, ${amount} Se aparecer *boleto não encontrado*, espere 1 hora e tente de novo. Ou digite *atendente*.`
    : `✅ Seu boleto ${theBank(boleto.bankName).do} já pode ser pago: ${amount}`;
  const fileName = `boleto-vence-${shortDate(boleto.dueDate).replace("/", "-")}.pdf`;
  const { boletoId } = boleto;
  return [
    { text: `${opening}\n${checkName(boleto)}\nCódigo do boleto (copie e cole no aplicativo):`, handsOver: boletoId },
    { text: boleto.linhaDigitavel, handsOver: boletoId },
    { text: fileName, document: { boletoId, fileName }, handsOver: boletoId },
    ...(boleto.pixCopiaECola === undefined ? [] : [{ ...mayPix, handsOver: boletoId }]),
  ];
}

const mayPix: Reply = plain("Prefere pagar por PIX? Digite *pix*.");

const abatementPart = ({ abatementCents }: BoletoCard) =>
  abatementCents > 0 ? ` (já com o abatimento de ${formatBrl(abatementCents)})` : "";

const discountPart = ({ discount }: BoletoCard) =>
  discount ? ` Pagando até ${shortDate(discount.until)}: *${formatBrl(discount.cents)}*.` : "";

/** Resting after a boleto. */
export const afterBoleto: Reply = plain(
  "Digite *boleto* para ver seu boleto, *não encontrado* se o banco não achou, *trocar* para outro banco ou *menu* para ver as faturas.",
);

/** The window ended and the bank is still at it. */
export const bankIsSlow = plain("O banco está demorando. Assim que sair eu mando aqui.");

const noPix = (bank: string): Reply =>
  plain(`Este boleto ${theBank(bank).do} não tem PIX. Pague com o código do boleto, em qualquer banco ou aplicativo.`);

const pixLater = (bank: string): Reply =>
  plain(`O PIX vem junto com o boleto ${theBank(bank).do}, assim que o banco registrar. Eu mando aqui.`);

/** The PIX of a boleto that may be paid: what it is and whose, the code alone, its QR. */
export function pixInHand(boleto: BoletoCard & { pixCopiaECola: string }): Reply[] {
  const { boletoId, bankName, todayCents, pixCopiaECola } = boleto;
  const opening = `PIX do seu boleto ${theBank(bankName).do}: *${formatBrl(todayCents)}*. Quem paga por aqui já pagou o boleto.`;
  const fileName = `pix-vence-${shortDate(boleto.dueDate).replace("/", "-")}.png`;
  return [
    { text: `${opening}\n${checkName(boleto)}\nCódigo PIX (copie e cole no aplicativo):`, handsOver: boletoId },
    { text: pixCopiaECola, verbatim: true, handsOver: boletoId },
    { text: fileName, document: { boletoId, fileName, of: "pix" }, handsOver: boletoId },
  ];
}

/** What is said to "pix" of a boleto: its PIX, that it comes, or that it has none and the boleto instead. */
export function pixReplies(boleto: BoletoCard): Reply[] {
  const { pixCopiaECola, bankName } = boleto;
  if (boleto.status === "registering") return [pixLater(bankName)];
  if (pixCopiaECola !== undefined) return pixInHand({ ...boleto, pixCopiaECola });
  return [noPix(bankName), ...boletoInHand(boleto)];
}

/** The bank has a boleto due on another day: what comes after this takes the place of what the person has. */
export const dueDateMoved = (dueDate: IsoDate): Reply => ({
  text: `O vencimento do seu boleto mudou para *${fullDate(dueDate)}*. Jogue fora o código antigo e use este:`,
});

/** The boleto was withdrawn at its bank. */
export const closedAtBank = (bank: string): Reply =>
  plain(`Seu boleto ${theBank(bank).do} foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.`);

/** The provider took a boleto off that was in the hand, or was to come. */
export const boletoWithdrawn = (bankName: string): Reply => ({
  text: `O boleto ${theBank(bankName, { bold: true }).do} foi cancelado pela equipe: não pague esse. Para fazer outro, digite *menu*.`,
});
