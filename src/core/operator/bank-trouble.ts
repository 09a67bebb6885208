import type { CallPurpose } from "../bank-ports.ts";
import { bankName } from "../billing/bank-names.ts";
import { shortDate } from "../billing/calendar/date-words.ts";
import { parseIsoDate } from "../billing/calendar/iso-date.ts";
import { formatBrl } from "../billing/money/money.ts";

const sentences = {
  "bank.no-permission": ({ bankWalletId, purpose }) =>
    `${bankWalletId === undefined ? "" : `carteira ${String(bankWalletId)}: `}${refusedWords(purpose)} Veja docs/bancos.md.`,
  "bank.payment-unknown": ({ nossoNumero, amountCents, paidOn }) =>
    `recebeu${amountCents === undefined ? "" : ` ${formatBrl(Number(amountCents))}`} em ${day(paidOn)} pelo nosso número ${String(nossoNumero)}, que é da faixa daqui, mas esse boleto não existe aqui. Confira no banco de quem é.`,
  "bank.payment-repeated": ({ nossoNumero, amountCents, paidOn }) =>
    `a lista traz mais um pagamento${amountCents === undefined ? "" : ` de ${formatBrl(Number(amountCents))}`} em ${day(paidOn)} do nosso número ${String(nossoNumero)}, que já estava pago: ele não foi registrado outra vez. Confira no banco se veio mais dinheiro.`,
  "bank.payments-unread": ({ since }) =>
    `não entrega a lista de pagamentos desde ${day(since)}. Ela segue sendo pedida, e cada boleto em aberto também é consultado.`,
  "bank.payments-foreign": ({ count, amountCents, from, through }) =>
    `a lista de ${day(from)} a ${day(through)} traz ${count === 1 ? "1 pagamento" : `${String(count)} pagamentos`} de outro sistema, ${formatBrl(Number(amountCents))} ao todo.`,
  "bank.webhook-unread": ({ count, day: on }) =>
    `em ${day(on)}, ${count === undefined || count === 1 ? "1 aviso não pôde ser lido ou não é" : `${String(count)} avisos não puderam ser lidos ou não são`} sobre boletos daqui.`,
} satisfies Record<string, (data: Readonly<Record<string, unknown>>) => string>;

/** Something that operators have to know of a bank: the type and the data of its event. */
export interface BankTrouble {
  type: keyof typeof sentences;
  data: Readonly<Record<string, unknown>>;
  at: Date;
}

/** Event types that are shown to operators as news of a bank. */
export const bankTroubleTypes = Object.keys(sentences) as readonly BankTrouble["type"][];

/** Those that somebody has to do something about. */
export const urgentBankTroubles: readonly BankTrouble["type"][] = [
  "bank.no-permission",
  "bank.payment-unknown",
  "bank.payment-repeated",
  "bank.payments-unread",
];

/** Describes an event of a bank for operators. */
export function describeBankTrouble({ type, data }: BankTrouble): string {
  const code = typeof data.bankCode === "string" ? data.bankCode : undefined;
  return `${code === undefined ? "Banco" : bankName(code)}: ${sentences[type](data)}`;
}

const apart: Partial<Record<CallPurpose, string>> = {
  payments: "a lista de pagamentos",
  pix: "o PIX dos boletos",
  pdf: "o PDF dos boletos",
  ranges: "as faixas de nosso número",
};

function refusedWords(purpose: unknown): string {
  const what = apart[purpose as CallPurpose];
  return what === undefined
    ? "não aceitou o nosso acesso: certificado, permissão ou aplicativo. Enquanto isso a carteira não é oferecida, e nenhum boleto é recusado por isso."
    : `não deixa esta aplicação ver ${what}. Boletos seguem como antes.`;
}

function day(value: unknown): string {
  const date = typeof value === "string" ? parseIsoDate(value) : undefined;
  return date === undefined ? "?" : shortDate(date);
}
