/** A spreadsheet may take a cell for a formula if it begins with one of these characters. */
const formula = /^[=+\-@\t\r\n]/;

/**
 * Puts an apostrophe before a cell that a spreadsheet could run as a formula. `plainCell` removes the apostrophe again.
 */
export function safeCell(text: string): string {
  return formula.test(text) || text.startsWith("'") ? `'${text}` : text;
}

/** Removes the apostrophe that `safeCell` added. */
export function plainCell(cell: string): string {
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
