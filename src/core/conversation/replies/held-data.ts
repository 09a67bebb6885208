import { fullDate } from "../../billing/calendar/date-words.ts";
import { isoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import { formatBrl } from "../../billing/money/money.ts";
import { formatTaxId, maskTaxId, parseTaxId } from "../../billing/people/tax-id.ts";
import { maskPhone } from "../../identity/phone.ts";
import type { HeldData } from "../../privacy/privacy-records.ts";

const formatCount = (many: number, one: string, more: string) => (many === 1 ? `1 ${one}` : `${many} ${more}`);
const maskDocument = (document: string) => {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind.toUpperCase()} ${maskTaxId(taxId)}` : "documento";
};
const formatDocument = (document: string) => {
  const taxId = parseTaxId(document);
  return taxId ? formatTaxId(taxId) : document;
};

/**
 * Summarises the personal data about a subscriber for a chat. CPF, CNPJ and contacts are masked, because others may see
 * the screen.
 */
export function summariseHeldData(held: HeldData, textDays: number): string {
  const { contracts, invoices, payments, chats } = held;
  const contacts = [...held.phones.map(maskPhone), ...(held.email ? [maskEmail(held.email)] : [])];
  return [
    `O que guardamos: *${held.name}*, ${maskDocument(held.document)}.`,
    `Contato: ${contacts.length > 0 ? contacts.join(", ") : "nenhum"}.`,
    `${formatCount(contracts.length, "contrato", "contratos")}, ${formatCount(invoices.length, "fatura", "faturas")} e ${formatCount(payments.length, "pagamento", "pagamentos")}, para cobrar e dar baixa.`,
    `${formatCount(chats.length, "conversa", "conversas")}. Os textos ficam por ${textDays} dias.`,
  ].join("\n");
}

const maskEmail = (email: string) => email.replace(/^(.)[^@]*/, "$1***");

/** Lists all personal data about a subscriber line by line, for a file. Days are those of a zone. */
export function listHeldData(held: HeldData, at: Date, zone: Zone): string {
  const formatDay = (moment: Date) => fullDate(localDate(moment, zone));
  const list = <T>(title: string, all: readonly T[], line: (one: T) => string) => [
    "",
    `${title} (${all.length})`,
    ...all.map((one) => `- ${line(one)}`),
  ];
  const choices = { stop: "não quer avisos", resume: "quer avisos de novo" };
  const channels = { console: "terminal", web: "página", telegram: "Telegram", whatsapp: "WhatsApp" };
  return [
    `Dados pessoais guardados em ${formatDay(at)}`,
    "",
    `Nome: ${held.name}`,
    `CPF ou CNPJ: ${formatDocument(held.document)}`,
    `E-mail: ${held.email ?? "nenhum"}`,
    `Endereço do boleto: ${held.address ?? "nenhum"}`,
    `Telefones: ${held.phones.join(", ") || "nenhum"}`,
    ...list(
      "Contratos",
      held.contracts,
      ({ address, plan, active, authorisedPhones }) =>
        `${address}; ${plan || "sem plano"}; ${active ? "ativo" : "encerrado"}; outros telefones autorizados: ${authorisedPhones.join(", ") || "nenhum"}`,
    ),
    ...list(
      "Faturas",
      held.invoices,
      ({ description, dueDate, amountCents, status }) =>
        `${description}; vence em ${fullDate(isoDate(dueDate))}; ${formatBrl(amountCents)}; ${status}`,
    ),
    ...list(
      "Pagamentos",
      held.payments,
      ({ paidOn, amountCents, description }) =>
        `${fullDate(isoDate(paidOn))}; ${amountCents === undefined ? "valor não informado pelo banco" : formatBrl(amountCents)}; ${description}`,
    ),
    ...list(
      "Conversas",
      held.chats,
      ({ channel, address, since, lastActiveAt, messages, noticesOff }) =>
        `${channels[channel]} ${address}; desde ${formatDay(since)}; última mensagem ${lastActiveAt ? formatDay(lastActiveAt) : "nenhuma"}; ${formatCount(messages, "mensagem guardada", "mensagens guardadas")}; avisos ${noticesOff ? "parados" : "ligados"}`,
    ),
    ...list(
      "Atendimentos",
      held.attendances,
      ({ protocol, subject, openedAt }) => `${protocol}; ${formatDay(openedAt)}; ${subject}`,
    ),
    ...list(
      "Avisos: o que você escolheu",
      held.consents,
      ({ choice, at: chosenAt, channel, words }) =>
        `${formatDay(chosenAt)}; ${channels[channel]}; ${choices[choice]}; suas palavras: "${words}"`,
    ),
    "",
    "Para que serve cada dado e por quanto tempo fica: peça ao provedor o documento de privacidade.",
    "",
  ].join("\n");
}
