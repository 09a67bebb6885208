/** What a program for tables would take for a formula, or for one after a sign of its own. */
const formula = /^[=+\-@\t\r\n]/;

/** A cell that no program for tables runs: what begins like a formula is led by an apostrophe, which `plainCell` takes off. */
export function safeCell(text: string): string {
  return formula.test(text) || text.startsWith("'") ? `'${text}` : text;
}

/** What a cell said before it was made safe. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/** A line of a CSV with `;`, as the import and Brazilian programs read it, ended. Every cell is made safe. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(safeCell(cell))).join(";")}\r\n`;
}

/** Programs know by it that the file is UTF-8. */
export const byteOrderMark = "\uFEFF";

const quoted = (cell: string) => (/[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
