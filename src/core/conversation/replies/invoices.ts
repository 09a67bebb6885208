import { shortDate } from "../../billing/calendar/date-words.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { Context, InvoiceLine, Purpose, Reply } from "../turn.ts";
import { announcedLabel } from "./payments.ts";
import { plain } from "./reply.ts";

// Lists of invoices, and invoices that cannot be paid here.

/** Formats an invoice as a line of the list. */
export function invoiceLine(invoice: InvoiceLine): string {
  const verb = invoice.overdue || invoice.dueDate < invoice.today ? "Venceu" : "Vence";
  const charged = invoice.charged ? ", com multa e juros" : "";
  const rebate = invoice.discount
    ? `, até ${shortDate(invoice.discount.until)}: ${formatBrl(invoice.discount.cents)}`
    : "";
  const part = invoice.partPaidCents ? `, já pagos ${formatBrl(invoice.partPaidCents)}` : "";
  const announced = invoice.announced ? `, ${announcedLabel}` : "";
  return `${verb} *${shortDate(invoice.dueDate)}* · ${formatBrl(invoice.todayCents)} (${invoice.description}${part}${charged}${rebate}${announced})`;
}

/** Greets the subscriber in the name of the provider. */
export const greeting = ({ firstName, provider }: Context) =>
  `Olá${firstName === undefined ? "" : `, ${firstName}`}! Aqui é o atendimento da *${provider}*.`;

const introductions: Record<Purpose, (context: Context, count: string, overdue: boolean) => string> = {
  greet: (context, count) => `${greeting(context)} Você tem ${count}:`,
  pay: (_, count) => `Você tem ${count}:`,
  unknown: (_, count) => `Não entendi bem. Outro assunto? Digite *atendente*. Sobre pagar, você tem ${count}:`,
  "not-found": (_, count) => `De qual fatura é o boleto? Você tem ${count}:`,
  paid: (_, count) => `Qual fatura você pagou? Você tem ${count}:`,
  pix: (_, count) => `O PIX vem junto com o boleto, nos bancos que têm. Você tem ${count}:`,
  unlock: (_, count) => `Você tem ${count}:`,
  "no-internet": (_, count, overdue) =>
    overdue
      ? `Sua internet pode estar parada por causa de uma fatura vencida. Ela volta depois do pagamento. Você tem ${count}:`
      : `Nenhuma fatura sua está vencida. Para falar da internet com uma pessoa, digite *atendente*. Você tem ${count}:`,
};

/**
 * Lists the open invoices. `lines` are numbered in their order. A line may begin with a heading, which ends with a line
 * feed.
 */
export function invoiceList(
  {
    purpose,
    lines,
    shown,
    open,
    overdue,
    list,
  }: { purpose: Purpose; lines: readonly string[]; shown: number; open: number; overdue: boolean; list: number },
  context: Context,
): Reply {
  const count = open === 1 ? "1 fatura em aberto" : `${open} faturas em aberto`;
  return invoiceRows(`${introductions[purpose](context, count, overdue)}\n`, lines, 0, shown, list);
}

/** Formats the rows from `from` to `shown`. A row keeps its number as long as the list is valid. */
export function invoiceRows(
  before: string,
  lines: readonly string[],
  from: number,
  shown: number,
  list: number,
): Reply {
  const rows = lines.slice(from, shown).map((line, index) => {
    const [row, heading] = [...line.split("\n")].reverse();
    return `${heading ? `📍 ${heading}\n` : ""}${from + index + 1}. ${row}`;
  });
  const numbers = lines.slice(from, shown).map((_, index) => from + index + 1);
  const rest = lines.length - shown;
  const more = rest > 0 ? `\nDigite *mais* para ver ${rest === 1 ? "a outra" : `as outras ${rest}`}.` : "";
  return {
    text: `${before}${rows.join("\n")}\nDigite ${formatNumbers(numbers)}.${more}`,
    choices: numbers.map((number, index) => ({ label: buttonLabel(lines[from + index] ?? ""), number, list })),
  };
}

/** Repeats the list. */
export const invoicesAgain = (lines: readonly string[], shown: number, list: number): Reply =>
  invoiceRows("Escolha a fatura:\n", lines, 0, shown, list);

const buttonLabel = (line: string) => (line.split("\n").at(-1) ?? "").replaceAll("*", "").split(" (")[0] ?? "";

function formatNumbers(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 3) return `o número da fatura, de *${first}* a *${last}*`;
  const bold = numbers.map((number) => `*${number}*`);
  return bold.length === 1 ? `${bold[0]} para pagar` : `${bold.slice(0, -1).join(", ")} ou ${bold.at(-1)}`;
}

const statusLabels = { em_acordo: "em acordo", contestada: "contestada", suspensa: "suspensa" } as const;

/** Names the invoices that cannot be paid here, with their status. */
export function notOffered(invoices: readonly InvoiceLine[]): string {
  return invoices
    .map(({ dueDate, description, status }) => {
      const label = status in statusLabels ? statusLabels[status as keyof typeof statusLabels] : status;
      return `A fatura de ${shortDate(dueDate)} (${description}) está *${label}*. Para tratar dela, digite *atendente*.`;
    })
    .join("\n");
}

/** No invoice is open. */
export const nothingOwed = (purpose: Purpose, context: Context): Reply =>
  plain(
    purpose === "no-internet"
      ? "Você não tem fatura em aberto, então não é falta de pagamento. Para falar com uma pessoa, digite *atendente*."
      : `${purpose === "greet" ? `${greeting(context)} ` : ""}Você não tem fatura em aberto. Está tudo pago! Precisa de outra coisa? Digite *atendente*.`,
  );

/** No open invoice fits what was said of it. */
export const noSuchInvoice = "Não achei essa fatura.";

/** The internet is down, and nothing is overdue. */
export const notForDebt: Reply = plain("Nenhuma fatura sua está vencida, então não é falta de pagamento.");

/** The invoice is no longer open. */
export const noLongerOpen: Reply = plain("Essa fatura não está mais em aberto. Digite *menu* para ver as outras.");
