import { theBank } from "../../billing/bank-grammar.ts";
import { describeDay, fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { InvoiceLine, OfferLine, Reply } from "../turn.ts";
import { back, buttons, numbered, plain } from "./reply.ts";

// Choosing a bank: banks are offered, changed, refuse a boleto, or are out of order.

/** Formats a due date: "para pagar hoje", "para pagar até amanhã, 25/11". */
export const formatPayBy = (due: IsoDate, today: IsoDate) =>
  due === today ? "para pagar hoje" : `para pagar até ${describeDay(due, today)}`;

const anywhere = "Dá para pagar em qualquer banco, aplicativo ou lotérica.";

/** Asks for the bank. Amount and due date are named once if they are the same at all banks. */
export function bankQuestion(invoice: InvoiceLine, offers: readonly OfferLine[], list: number): Reply {
  const [first] = offers;
  const same = offers.every((offer) => offer.amountCents === first?.amountCents && offer.dueDate === first?.dueDate);
  const headline = invoice.overdue
    ? `Fatura vencida em ${fullDate(invoice.dueDate)}${same && first ? `: *${formatBrl(first.amountCents)}*${invoice.charged ? " com multa e juros" : ""}, ${formatPayBy(first.dueDate, invoice.today)}` : ""}.`
    : `Fatura de ${formatBrl(invoice.todayCents)}, vence em ${fullDate(invoice.dueDate)}.`;
  const labels = offers.map((offer) =>
    same ? offer.name : `${offer.name} · ${formatBrl(offer.amountCents)}, vence ${shortDate(offer.dueDate)}`,
  );
  return bankRows(`${headline} De qual banco você quer o boleto? ${anywhere}`, labels, list);
}

/** The heading when the banks are listed again. */
export const chooseBankAgain = "Escolha o banco:";

/** Comes before the banks when somebody asks for the PIX while choosing. */
export const pixWithBank = "O PIX vem junto com o boleto, nos bancos que têm. Escolha o banco:";

/** A sentence, and the banks with their numbers. */
export function bankRows(before: string, names: readonly string[], list: number): Reply {
  return { text: `${before}\n${numbered(names)}\n0. Voltar`, choices: [...buttons(names, list), back(list)] };
}

/** Asks whether the old boleto was paid, before it is replaced. */
export function switchQuestion(from: string, to: string, list: number): Reply {
  const labels = [`Não paguei. Quero trocar para ${to}`, `Já paguei ou agendei o ${theBank(from).do}`];
  return {
    text: `Você já pagou ou agendou o boleto ${theBank(from, { bold: true }).do}?\n${numbered(labels)}\n0. Voltar`,
    choices: [...buttons([`Trocar para ${to}`, "Já paguei"], list), back(list)],
  };
}

/** A new boleto replaces the old one, which must not be paid any more. */
export const switched = (from: string, to: string): Reply =>
  plain(`Jogue fora o boleto ${theBank(from, { bold: true }).do}. Vale só o ${theBank(to, { bold: true }).do}.`);

/** The same as `switched`, for another chat that waits for the old boleto. */
export const switchedElsewhere = (from: string, to: string): Reply =>
  plain(
    `O banco dessa fatura foi trocado em outra conversa. Jogue fora o boleto ${theBank(from, { bold: true }).do}. Vale só o ${theBank(to, { bold: true }).do}: eu mando aqui.`,
  );

/** The old boleto was paid or scheduled, so it is not replaced. */
export const keepOld = (name: string): Reply =>
  plain(
    `Então está tudo certo: fica valendo o ${theBank(name, { bold: true }).do}. O pagamento costuma aparecer aqui em até 1 dia útil.`,
  );

/** Follows a boleto as long as another bank may be chosen. */
export const maySwitch: Reply = plain("Quer o boleto de outro banco? Digite *trocar*.");

/** The bank refused the boleto. */
export const refusedBy = (bankName: string) =>
  `Não deu para fazer o boleto ${theBank(bankName).no}. *O problema não é com você.*`;

/** The bank refused the boleto, and other banks can be chosen. */
export const refusedChoose = (bankName: string, names: readonly string[], list: number): Reply =>
  bankRows(`${refusedBy(bankName)} Escolha outro:`, names, list);

/** The bank refused the boleto while another list is open, whose numbers must not be taken for banks. */
export const refusedReopen = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Para escolher outro banco, digite *menu* e abra essa fatura de novo.`);

/** The bank refused the boleto, and there is no other bank. */
export const refusedPerson = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Uma pessoa da equipe já foi avisada. Para falar com ela, digite *atendente*.`);

/** No bank is on offer. */
export const noBank = "Agora não consigo fazer o boleto dessa fatura. *O problema não é com você.* Já avisei a equipe.";

/** There is no other bank to choose. */
export const noOtherBank: Reply = plain("Para essa fatura não há outro banco agora. Vale o boleto que você já tem.");

/** After the list was shown, the choice closed or the bank was switched off. */
export const bankGoneNow: Reply = plain("Esse banco não está mais disponível para essa fatura.");

/** The text names more than one bank. */
export const whichOne = "Entendi mais de um banco. Escolha um:";

/** The bank is not on offer for this invoice. */
export const bankNotOffered = "Esse banco não está disponível para essa fatura. Escolha um destes:";

/** The system of the bank is down while the person is waiting for a boleto. */
export const bankHasTrouble = (bank: string): Reply =>
  plain(
    `${theBank(bank).O} está com problema agora e ainda não fez seu boleto. Continuo tentando e mando aqui assim que sair. Tem pressa? Digite *trocar* para outro banco.`,
  );

/** The system of the bank is down, so the bank did not answer a question. */
export const bankInTrouble = (bank: string): Reply =>
  plain(
    `${theBank(bank).O} está com problema agora e não respondeu. Se já pagou, não pague de novo. Pergunte mais tarde.`,
  );

/** Explains why some banks are not on offer. */
export const banksInTrouble = (banks: readonly string[]): string =>
  banks.length === 1
    ? `${theBank(banks[0] ?? "").O} está com problema agora e não está fazendo boletos.`
    : `Estão com problema agora e não fazem boletos: ${banks.join(", ")}.`;

/** The system of the only bank is down. */
export const onlyBankInTrouble = (bank: string): string =>
  `${theBank(bank).O} está com problema agora e não está fazendo boletos. *O problema não é com você.* Tente de novo mais tarde, ou digite *atendente*.`;
