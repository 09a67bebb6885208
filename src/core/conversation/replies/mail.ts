import { theBank } from "../../billing/bank-grammar.ts";
import { fullDate } from "../../billing/calendar/date-words.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { Mail } from "../../mailer.ts";
import type { BoletoCard } from "../turn.ts";
import { checkName } from "./boleto.ts";

/** The e-mail with the boleto of the default bank, which is sent after the choice of a bank has closed. */
export function choiceClosedMail(
  { subscriber, description, provider }: { subscriber: string; description: string; provider: string },
  boleto: BoletoCard,
): Omit<Mail, "file"> {
  const { bankName, dueDate, discount, linhaDigitavel, pixCopiaECola, unconfirmed } = boleto;
  const amount = formatBrl(boleto.amountCents - boleto.abatementCents);
  const parts = [
    `Olá, ${subscriber}!`,
    `O prazo para escolher o banco da sua fatura (${description}) terminou, e o boleto foi feito ${theBank(bankName).no}. ${
      unconfirmed
        ? "O prazo do banco terminou: já pode tentar pagar. Se aparecer boleto não encontrado, espere 1 hora e tente de novo."
        : "Ele já pode ser pago, e está em anexo."
    }`,
    `Valor: ${amount}\nVencimento: ${fullDate(dueDate)}${
      discount ? `\nPagando até ${fullDate(discount.until)}: ${formatBrl(discount.cents)}` : ""
    }`,
    checkName(boleto).replaceAll("*", ""),
    `Código do boleto (copie e cole no aplicativo do seu banco):\n${linhaDigitavel}`,
    ...(pixCopiaECola === undefined ? [] : [`Ou pague por PIX (copia e cola):\n${pixCopiaECola}`]),
    provider,
  ];
  return {
    subject: `Seu boleto ${theBank(bankName).do} vence em ${fullDate(dueDate)}: ${provider}`,
    text: `${parts.join("\n\n")}\n`,
  };
}
