/** First characters at which a spreadsheet may take a cell for a formula. */
const formula = /^[=+\-@\t\r\n]/;

/** Protects a cell from being run as a formula by prefixing an apostrophe, which `plainCell` removes. */
export function safeCell(text: string): string {
  return formula.test(text) || text.startsWith("'") ? `'${text}` : text;
}

/** Reverses `safeCell`. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/** Formats a line with `;` and CRLF, as the import and Brazilian spreadsheets read it. Every cell is made safe. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoteCell(safeCell(cell))).join(";")}\r\n`;
}

/** Tells spreadsheets that the file is UTF-8. */
export const byteOrderMark = "\uFEFF";

const quoteCell = (cell: string) => (/[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
