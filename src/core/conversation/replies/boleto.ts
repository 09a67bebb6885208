import { theBank } from "../../billing/bank-grammar.ts";
import { describeDay, fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate, localTime } from "../../billing/calendar/local-time.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { BoletoCard, Reply } from "../turn.ts";
import { waitingTime } from "./identity.ts";
import { formatPayBy } from "./offers.ts";
import { plain } from "./reply.ts";

// Boletos while they are registered and after that, and their PIX.

const formatCharges = (boleto: BoletoCard) =>
  boleto.multaCents + boleto.jurosCents > 0
    ? ` (${formatBrl(boleto.principalCents)} + multa ${formatBrl(boleto.multaCents)} + juros ${formatBrl(boleto.jurosCents)})`
    : "";

/** Formats the promised time: "até as 14:32". The day is added unless it is today. */
export function formatPromise({ promise, zone }: Pick<BoletoCard, "promise" | "zone">, now: Date): string {
  const today = localDate(now, zone);
  if (promise.kind === "day") return `*${describeDay(promise.on, today)}*`;
  const day = localDate(promise.at, zone);
  return day === today
    ? `*até as ${localTime(promise.at, zone)}*`
    : `até *${describeDay(day, today)}, ${localTime(promise.at, zone)}*`;
}

/** Says until when, and why it takes so long: of a file the bank says the day alone. */
function formatWait(boleto: BoletoCard, now: Date): string {
  const { promise } = boleto;
  const promised = formatPromise(boleto, now);
  if (promise.kind !== "moment" || promise.at <= now) return `Fica pronto ${promised}`;
  return `O banco leva até ${waitingTime(promise.at, now)} para registrar: fica pronto ${promised}`;
}

/** Says that a boleto was requested, until when it is promised, and why it takes so long. */
export function preparing(boleto: BoletoCard, now: Date): Reply {
  const overdue = boleto.multaCents + boleto.jurosCents > 0;
  const amount = overdue
    ? `\nValor: *${formatBrl(boleto.amountCents)}*${formatCharges(boleto)}, ${formatPayBy(boleto.dueDate, localDate(now, boleto.zone))}.`
    : "";
  return plain(
    `Estou preparando seu boleto ${theBank(boleto.bankName).do}. ${formatWait(boleto, now)}. Eu mando aqui. Pode fechar a conversa.${amount}`,
  );
}

/** Answers if the same boleto is asked for again while the bank is still registering it. */
export const stillPreparing = (boleto: BoletoCard, now: Date): Reply =>
  plain(
    boleto.promise.kind === "moment" && boleto.promise.at <= now
      ? `${theBank(boleto.bankName).O} está demorando para registrar seu boleto. Assim que sair eu mando aqui.`
      : `Seu boleto ${theBank(boleto.bankName).do} ainda não pode ser pago. Fica pronto ${formatPromise(boleto, now)}. Eu mando aqui.`,
  );

/**
 * Names the beneficiary, whom the subscriber compares with the name in the banking app. This protects against forged
 * boletos.
 */
export const checkName = ({ beneficiaryName, beneficiaryDocument }: BoletoCard): string =>
  `Antes de confirmar, confira o nome: *${beneficiaryName}*, ${beneficiaryDocument}. Apareceu outro? Não pague e chame a gente.`;

/**
 * Hands over a payable boleto: its amount and beneficiary, the linha digitável as a message of its own for copying, the
 * PDF, and the PIX if there is one.
 */
export function boletoInHand(boleto: BoletoCard): Reply[] {
  const amount = boleto.overdue
    ? `venceu em ${fullDate(boleto.dueDate)}. O valor sobe sozinho: hoje, *${formatBrl(boleto.todayCents)}*.`
    : `*${formatBrl(boleto.amountCents - boleto.abatementCents)}*${formatCharges(boleto)}${formatAbatement(boleto)}, vence em ${fullDate(boleto.dueDate)}.${formatDiscount(boleto)}`;
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

const formatAbatement = ({ abatementCents }: BoletoCard) =>
  abatementCents > 0 ? ` (já com o abatimento de ${formatBrl(abatementCents)})` : "";

const formatDiscount = ({ discount }: BoletoCard) =>
  discount ? ` Pagando até ${shortDate(discount.until)}: *${formatBrl(discount.cents)}*.` : "";

/** The commands that can follow a boleto. */
export const afterBoleto: Reply = plain(
  "Digite *boleto* para ver seu boleto, *não encontrado* se o banco não achou, *trocar* para outro banco ou *menu* para ver as faturas.",
);

/** The registration window is over, and the bank has not answered yet. */
export const bankIsSlow = plain("O banco está demorando. Assim que sair eu mando aqui.");

const noPix = (bank: string): Reply =>
  plain(`Este boleto ${theBank(bank).do} não tem PIX. Pague com o código do boleto, em qualquer banco ou aplicativo.`);

const pixLater = (bank: string): Reply =>
  plain(`O PIX vem junto com o boleto ${theBank(bank).do}, assim que o banco registrar. Eu mando aqui.`);

/**
 * Hands over the PIX of a payable boleto: amount and beneficiary, the code as a message of its own for copying, and its
 * QR code.
 */
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

/**
 * Answers "pix": with the PIX, or that the PIX comes with the boleto, or that there is none, followed by the boleto.
 */
export function pixReplies(boleto: BoletoCard): Reply[] {
  const { pixCopiaECola, bankName } = boleto;
  if (boleto.status === "registering") return [pixLater(bankName)];
  if (pixCopiaECola !== undefined) return pixInHand({ ...boleto, pixCopiaECola });
  return [noPix(bankName), ...boletoInHand(boleto)];
}

/** Says that the due date was changed. The boleto that follows replaces the earlier one. */
export const dueDateMoved = (dueDate: IsoDate): Reply => ({
  text: `O vencimento do seu boleto mudou para *${fullDate(dueDate)}*. Jogue fora o código antigo e use este:`,
});

/** The bank cancelled the boleto. */
export const closedAtBank = (bank: string): Reply =>
  plain(`Seu boleto ${theBank(bank).do} foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.`);

/** The provider cancelled a boleto that was sent or promised before. */
export const boletoWithdrawn = (bankName: string): Reply => ({
  text: `O boleto ${theBank(bankName, { bold: true }).do} foi cancelado pela equipe: não pague esse. Para fazer outro, digite *menu*.`,
});
