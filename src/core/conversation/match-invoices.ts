import { editDistance } from "../billing/bank-names.ts";
import { foldWords } from "../understanding/fold-words.ts";
import { type InvoiceWords, monthWords } from "../understanding/invoice-words.ts";
import type { InvoiceLine } from "./turn.ts";

/** Amounts differ by what a day of juros makes of them. */
const nearCents = 100;

/**
 * Returns the invoices that a message may mean by its words; all that it says has to fit. A month is that of the use, as
 * the list names it, and only if no invoice has it that of the due date.
 */
export function matchInvoices(
  { overdue, notYetDue, thisMonth, order, all, month, day, cents }: InvoiceWords,
  lines: readonly InvoiceLine[],
): readonly InvoiceLine[] {
  let found = lines;
  if (overdue) found = found.filter((line) => line.overdue || line.dueDate < line.today);
  if (notYetDue) found = found.filter((line) => !line.overdue && line.dueDate >= line.today);
  if (thisMonth) found = found.filter((line) => line.dueDate.slice(0, 7) === line.today.slice(0, 7));
  if (month !== undefined) found = ofMonth(found, month, day);
  if (day !== undefined) found = found.filter((line) => Number(line.dueDate.slice(8)) === day);
  if (cents !== undefined) found = ofAmount(found, cents);
  if (all) return found;
  const inOrder = [...found].sort((one, other) => one.dueDate.localeCompare(other.dueDate));
  if (order === "oldest") return inOrder.slice(0, 1);
  return order === "newest" ? inOrder.slice(-1) : found;
}

/** Returns the address that a message names: by a word, a number or "km 3" of it that stands in no other. */
export function matchPlace(text: string, places: readonly string[]): readonly string[] {
  const said = marksOf(text);
  const all = [...new Set(places)];
  const named = all.filter((place) =>
    marksOf(place).some(
      (mark) =>
        said.some((one) => isNear(one, mark)) &&
        all.every((other) => other === place || !marksOf(other).includes(mark)),
    ),
  );
  return named.length === 1 && all.length > 1 ? named : [];
}

/** What an address is known by: its longer words, its numbers, and a short number with the word before it. */
function marksOf(text: string): string[] {
  const words = foldWords(text);
  return words.flatMap((word, at) => {
    if (/^\d/.test(word)) return word.length >= 2 ? [word] : at > 0 ? [`${words[at - 1]} ${word}`] : [];
    return word.length >= 4 && !commonWords.has(word) ? [word] : [];
  });
}

const isNear = (said: string, mark: string) =>
  said === mark || (mark.length >= 5 && !/\d/.test(mark) && editDistance(said, mark) <= 1);

const commonWords = new Set(
  "avenida travessa estrada rodovia bairro casa numero apto bloco minha para quero fatura boleto conta".split(" "),
);

function ofMonth(lines: readonly InvoiceLine[], month: number, day: number | undefined): readonly InvoiceLine[] {
  const isDueIn = (line: InvoiceLine) => Number(line.dueDate.slice(5, 7)) === month;
  if (day !== undefined) return lines.filter(isDueIn);
  const usedIn = lines.filter((line) => foldWords(line.description).includes(monthWord(month)));
  return usedIn.length > 0 ? usedIn : lines.filter(isDueIn);
}

/** Returns the word by which a list names a month. */
const monthWord = (month: number) => monthWords[month - 1] ?? "";

/** Those of exactly this amount; else those of these reais, or of nearly this amount. */
function ofAmount(lines: readonly InvoiceLine[], cents: number): readonly InvoiceLine[] {
  const exact = lines.filter(({ todayCents }) => todayCents === cents);
  if (exact.length > 0) return exact;
  return lines.filter(
    ({ todayCents }) =>
      Math.abs(todayCents - cents) <= nearCents || (cents % 100 === 0 && Math.floor(todayCents / 100) * 100 === cents),
  );
}
