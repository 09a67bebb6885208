import { theBank } from "../../billing/bank-grammar.ts";
import { dayWords, fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { InvoiceLine, OfferLine, Reply } from "../turn.ts";
import { back, buttons, numbered, plain } from "./reply.ts";

// The choice of a bank: on offer, switched, refused, in trouble.

/** "para pagar hoje", "para pagar até amanhã, 25/11". */
export const payBy = (due: IsoDate, today: IsoDate) =>
  due === today ? "para pagar hoje" : `para pagar até ${dayWords(due, today)}`;

const anywhere = "Dá para pagar em qualquer banco, aplicativo ou lotérica.";

/** Which bank? */
export function bankQuestion(invoice: InvoiceLine, offers: readonly OfferLine[], list: number, today: IsoDate): Reply {
  const [first] = offers;
  const same = offers.every((one) => one.amountCents === first?.amountCents && one.dueDate === first?.dueDate);
  const what = invoice.overdue
    ? `Fatura vencida em ${fullDate(invoice.dueDate)}${same && first ? `: *${formatBrl(first.amountCents)}*${invoice.charged ? " com multa e juros" : ""}, ${payBy(first.dueDate, today)}` : ""}.`
    : `Fatura de ${formatBrl(invoice.todayCents)}, vence em ${fullDate(invoice.dueDate)}.`;
  const labels = offers.map((one) =>
    same ? one.name : `${one.name} · ${formatBrl(one.amountCents)}, vence ${shortDate(one.dueDate)}`,
  );
  return bankRows(`${what} De qual banco você quer o boleto? ${anywhere}`, labels, list);
}

/** Said over the banks when they are shown again. */
export const chooseBankAgain = "Escolha o banco:";

/** The banks, numbered, under any sentence. */
export function bankRows(before: string, names: readonly string[], list: number): Reply {
  return { text: `${before}\n${numbered(names)}\n0. Voltar`, choices: [...buttons(names, list), back(list)] };
}

/** Asked before the old boleto is thrown away. */
export function switchQuestion(from: string, to: string, list: number): Reply {
  const labels = [`Não paguei. Quero trocar para ${to}`, `Já paguei ou agendei o ${theBank(from).do}`];
  return {
    text: `Você já pagou ou agendou o boleto ${theBank(from, { bold: true }).do}?\n${numbered(labels)}\n0. Voltar`,
    choices: [...buttons([`Trocar para ${to}`, "Já paguei"], list), back(list)],
  };
}

/** The new boleto is on its way, the old one is not to be paid. */
export const switched = (from: string, to: string): Reply =>
  plain(`Jogue fora o ${theBank(from, { bold: true }).do}. Vale só o ${theBank(to, { bold: true }).do}.`);

/** The same, to whoever was promised the old one in another chat. */
export const switchedElsewhere = (from: string, to: string): Reply =>
  plain(
    `O banco dessa fatura foi trocado em outra conversa. Jogue fora o ${theBank(from, { bold: true }).do}. Vale só o ${theBank(to, { bold: true }).do}: eu mando aqui.`,
  );

/** The old boleto was paid or scheduled: nothing is changed. */
export const keepOld = (name: string): Reply =>
  plain(
    `Então está tudo certo: fica valendo o ${theBank(name, { bold: true }).do}. O pagamento costuma aparecer aqui em até 1 dia útil.`,
  );

/** After a boleto, while another bank may still be chosen. */
export const maySwitch: Reply = plain("Quer o boleto de outro banco? Digite *trocar*.");

/** The bank refused: never the person's fault. */
export const refusedBy = (bankName: string) =>
  `Não deu para fazer o boleto ${theBank(bankName).no}. *O problema não é com você.*`;

/** Refused, with other banks to choose from. */
export const refusedChoose = (bankName: string, names: readonly string[], list: number): Reply =>
  bankRows(`${refusedBy(bankName)} Escolha outro:`, names, list);

/** Refused while somebody chooses from another list, whose numbers are not to be taken for banks. */
export const refusedReopen = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Para escolher outro banco, digite *menu* e abra essa fatura de novo.`);

/** Refused, and no other bank. */
export const refusedPerson = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Uma pessoa da equipe já foi avisada. Para falar com ela, digite *atendente*.`);

/** Nothing to offer. */
export const noBank = "Agora não consigo fazer o boleto dessa fatura. *O problema não é com você.* Já avisei a equipe.";

/** Only that bank is possible, so there is nothing to switch to. */
export const noOtherBank: Reply = plain("Para essa fatura não há outro banco agora. Vale o boleto que você já tem.");

/** The choice closed, or the bank was taken off, since the list was shown. */
export const bankGoneNow: Reply = plain("Esse banco não está mais disponível para essa fatura.");

/** More than one bank named. */
export const whichOne = "Entendi mais de um banco. Escolha um:";

/** A bank that is not on offer. */
export const bankNotOffered = "Esse banco não está disponível para essa fatura. Escolha um destes:";

/** The bank of the boleto that somebody waits for does not work now. */
export const bankHasTrouble = (bank: string): Reply =>
  plain(
    `${theBank(bank).O} está com problema agora e ainda não fez seu boleto. Continuo tentando e mando aqui assim que sair. Tem pressa? Digite *trocar* para outro banco.`,
  );

/** The bank was to be asked, and does not work now. */
export const bankInTrouble = (bank: string): Reply =>
  plain(
    `${theBank(bank).O} está com problema agora e não respondeu. Se já pagou, não pague de novo. Pergunte mais tarde.`,
  );

/** Said where a bank is missing among those on offer. */
export const banksInTrouble = (banks: readonly string[]): string =>
  banks.length === 1
    ? `${theBank(banks[0] ?? "").O} está com problema agora e não está fazendo boletos.`
    : `Estão com problema agora e não fazem boletos: ${banks.join(", ")}.`;

/** The only bank there is does not work now. */
export const onlyBankInTrouble = (bank: string): string =>
  `${theBank(bank).O} está com problema agora e não está fazendo boletos. *O problema não é com você.* Tente de novo mais tarde, ou digite *atendente*.`;
