/**
 * Where a spreadsheet may see a formula: at the start of a cell, and behind each sign at which a program may split the
 * line, whatever the quotes say. Full-width signs count in the spreadsheets of East Asia.
 */
const formula = /(?<=^|[,;\t\r\n])'*(?=[=+\-@\t\r\n＝＋－＠])/g;
const guarded = /(?<=^|[,;\t\r\n])'('*)(?=[=+\-@\t\r\n＝＋－＠])/g;

/**
 * Puts an apostrophe before whatever a spreadsheet could run as a formula, and before an apostrophe at the start.
 * `plainCell` removes them again.
 */
export function safeCell(text: string): string {
  const safe = text.replace(formula, "'$&");
  return safe === text && text.startsWith("'") ? `'${text}` : safe;
}

/** Removes the apostrophes that `safeCell` added. */
export function plainCell(cell: string): string {
  const plain = cell.replace(guarded, "$1");
  if (safeCell(plain) === cell) return plain;
  return cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/**
 * Formats a line with `;` between the cells and CRLF at the end, as the import and Brazilian spreadsheets expect. Every
 * cell is made safe.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoteCell(safeCell(cell))).join(";")}\r\n`;
}

/** At the start of a file, this tells spreadsheets that the file is UTF-8. */
export const byteOrderMark = "\uFEFF";

const quoteCell = (cell: string) => (/[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
