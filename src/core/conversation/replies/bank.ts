import { fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { BoletoCard, Reply } from "../turn.ts";
import { boletoInHand, checkName } from "./replies.ts";

// What is said of a bank's trouble and of its money, beside the replies of the main path.

const plain = (text: string): Reply => ({ text });
const the = (bank: string) => `${bank === "Caixa" ? "A" : "O"} ${bank}`;
const of = (bank: string) => `${bank === "Caixa" ? "da" : "do"} ${bank}`;

/** The bank of the boleto that somebody waits for does not work now. */
export const bankHasTrouble = (bank: string): Reply =>
  plain(
    `${the(bank)} está com problema agora e ainda não fez seu boleto. Continuo tentando e mando aqui assim que sair. Tem pressa? Digite *trocar* para outro banco.`,
  );
/** The bank was to be asked, and does not work now. */
export const bankInTrouble = (bank: string): Reply =>
  plain(`${the(bank)} está com problema agora e não respondeu. Se já pagou, não pague de novo. Pergunte mais tarde.`);
/** Said where a bank is missing among those on offer. */
export const banksInTrouble = (banks: readonly string[]): string =>
  banks.length === 1
    ? `${the(banks[0] ?? "")} está com problema agora e não está fazendo boletos.`
    : `Estão com problema agora e não fazem boletos: ${banks.join(", ")}.`;
/** The only bank there is does not work now. */
export const onlyBankInTrouble = (bank: string): string =>
  `${the(bank)} está com problema agora e não está fazendo boletos. *O problema não é com você.* Tente de novo mais tarde, ou digite *atendente*.`;
/** The bank was asked a moment ago. */
export const askedJustNow = (bank: string): Reply =>
  plain(`Perguntei há menos de 30 segundos ${bank === "Caixa" ? "à" : "ao"} ${bank}. Respondo aqui assim que souber.`);

/** Less came than was owed. */
export const paidTooLittle = (description: string, missingCents: number): Reply =>
  plain(
    `Recebemos o pagamento da fatura (${description}), mas faltaram *${formatBrl(missingCents)}*. A equipe vai entrar em contato. Não pague de novo.`,
  );
/** More came than was owed. */
export const paidTooMuch = (moreCents: number): Reply =>
  plain(`Vieram *${formatBrl(moreCents)}* a mais. A equipe vai entrar em contato para devolver ou creditar.`);
/** The bank took the money back. */
export const paymentUndone = (description: string): Reply =>
  plain(
    `O banco desfez o pagamento da fatura (${description}): ela está em aberto de novo. Veja com o seu banco e, para pagar, digite *menu*.`,
  );
/** The boleto was withdrawn at its bank. */
export const closedAtBank = (bank: string): Reply =>
  plain(`Seu boleto ${of(bank)} foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.`);

const noPix = (bank: string): Reply =>
  plain(`Este boleto ${of(bank)} não tem PIX. Pague com o código do boleto, em qualquer banco ou aplicativo.`);
const pixLater = (bank: string): Reply =>
  plain(`O PIX vem junto com o boleto ${of(bank)}, assim que o banco registrar. Eu mando aqui.`);

/** The receipt's own message. */
export const receiptOf = (description: string): string => `Recibo da fatura (${description}).`;
/** Nothing was paid yet. */
export const noReceipt: Reply = plain(
  "Ainda não há pagamento seu registrado aqui. O recibo sai depois que o banco avisa, em até 1 dia útil.",
);

/** The PIX of a boleto that may be paid: what it is and whose, the code alone, its QR. */
export function pixInHand(boleto: BoletoCard & { pixCopiaECola: string }): Reply[] {
  const { boletoId, bankName, todayCents, pixCopiaECola } = boleto;
  const opening = `PIX do seu boleto ${of(bankName)}: *${formatBrl(todayCents)}*. Quem paga por aqui já pagou o boleto.`;
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
