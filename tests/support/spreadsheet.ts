import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";

/** Programs in which people open an export, and save it again. */
export const spreadsheets = [
  "Excel, ; and Windows-1252",
  "LibreOffice, comma and UTF-8",
  "Google Sheets",
  "Numbers, with sep= and letters in parts",
  "Excel, Unicode text",
  "an old program, CP850",
] as const;
type Spreadsheet = (typeof spreadsheets)[number];

/** What a spreadsheet does to what it shows, beyond its own habits. */
export interface Wear {
  /** Puts invisible signs and odd blanks around cells, as they come along with copied text. */
  marks: boolean;
  /** Adds empty lines and columns. */
  margins: boolean;
  /** Reads the file in the wrong encoding before it writes it in its own. */
  misread: boolean;
}

/** Opens a CSV file in a spreadsheet and saves it, with everything that this changes without anybody's wish. */
export function openAndSave(csv: string, spreadsheet: Spreadsheet, wear: Wear): Buffer {
  const rows = parse(csv, { delimiter: ";", bom: true, relax_column_count: true }) as string[][];
  const [header = [], ...lines] = rows;
  const shown = lines.map((line) => line.map((cell) => looks[spreadsheet](cell)));
  const marked = shown.map((line, at) =>
    line.map((cell, column) => (wear.marks ? mark(cell, at + column, /1252|CP850/.test(spreadsheet)) : cell)),
  );
  const all = [header, ...marked];
  const table = wear.margins
    ? all.flatMap((line, at) => [[...line, "", ""], ...(at % 3 === 1 ? [line.map(() => "")] : [])])
    : all;
  return save[spreadsheet](table, wear.misread);
}

/** Excel in Portuguese: numbers lose their zeros and, from 12 digits on, all but six; months become nov/26. */
function excel(cell: string): string {
  const number = numberShown(cell, (digits) => scientific(digits, ","));
  return number ?? dateShown(cell) ?? cell;
}

const looks: Record<Spreadsheet, (cell: string) => string> = {
  "Excel, ; and Windows-1252": excel,
  "Excel, Unicode text": excel,
  "LibreOffice, comma and UTF-8": (cell) =>
    numberShown(cell, (digits) => scientific(digits, ",")) ?? fullDate(cell) ?? cell,
  "Google Sheets": (cell) => {
    const time = /^(\d\d):(\d\d)$/.exec(cell);
    return time ? `${cell}:00` : (numberShown(cell, cut) ?? cell);
  },
  "Numbers, with sep= and letters in parts": (cell) =>
    (numberShown(cell, (digits) => scientific(digits, ",")) ?? dateShown(cell) ?? cell).normalize("NFD"),
  "an old program, CP850": (cell) => cell.replace(/^0+(?=\d)/, ""),
};

function numberShown(cell: string, long: (digits: string) => string): string | undefined {
  const [, digits = "", decimals = ""] = /^(\d{1,40})(?:,(\d+))?$/.exec(cell) ?? [];
  if (digits === "") return /^\d{1,3}E\d{1,2}$/i.test(cell) ? scientific(expanded(cell), ",") : undefined;
  const whole = digits.replace(/^0+(?=\d)/, "");
  const rest = decimals.replace(/0+$/, "");
  if (rest !== "") return `${whole},${rest}`;
  return whole.length > 11 ? long(whole) : whole;
}

const expanded = (cell: string) => {
  const [start = "", zeros = ""] = cell.toUpperCase().split("E");
  return start + "0".repeat(Number(zeros));
};
const cut = (digits: string) => digits.slice(0, 15).padEnd(digits.length, "0");
function scientific(digits: string, comma: string): string {
  const rounded = Number(`${digits[0]}.${digits.slice(1, 12)}`).toFixed(5);
  const mantissa = rounded.replace(/\.?0+$/, "").replace(".", comma);
  return `${mantissa}E+${String(digits.length - 1).padStart(2, "0")}`;
}

const months = ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];
function dateShown(cell: string): string | undefined {
  const [, one = "", , year] = /^(\d{1,2})([/-])(\d{4})$/.exec(cell) ?? [];
  if (year !== undefined && months[Number(one) - 1]) return `${months[Number(one) - 1]}/${year.slice(2)}`;
  const [, from, to] = /^(\d{4})-(\d{2})$/.exec(cell) ?? [];
  if (from !== undefined && months[Number(to) - 1]) return `${months[Number(to) - 1]}/${from.slice(2)}`;
  const [, day, month] = /^(\d{1,2})[/-](\d{1,2})$/.exec(cell) ?? [];
  if (day !== undefined && Number(day) <= 31 && months[Number(month) - 1])
    return `${day.padStart(2, "0")}/${months[Number(month) - 1]}`;
  return undefined;
}
function fullDate(cell: string): string | undefined {
  const [, month, year] = /^(\d{2})\/(\d{4})$/.exec(cell) ?? [];
  return month === undefined ? undefined : `01/${month}/${year}`;
}

/** What comes along from contacts, chats and web pages. */
function mark(cell: string, at: number, isCodePage: boolean): string {
  if (cell === "" || cell.startsWith("'")) return cell;
  const inCodePage = [
    cell.replaceAll(" ", "\u00A0"),
    `${cell.slice(0, 2)}\u00AD${cell.slice(2)}`,
    `\u00A0${cell}\u00A0`,
  ];
  const kinds = [
    ...inCodePage,
    `\u202A${cell}\u202C`,
    `\u2066${cell}\u2069`,
    `\uFEFF${cell}`,
    `${cell}\u200B`,
    cell.replace(/(?<=\d)-(?=\d)/g, "\u2011"),
    `\u00A0${cell}\u2003`,
  ];
  return (isCodePage ? inCodePage[at % inCodePage.length] : kinds[at % kinds.length]) ?? cell;
}

const quoted = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const joined = (table: readonly string[][], delimiter: string, end = "\r\n") =>
  table.map((line) => line.map((cell) => quoted(cell, delimiter)).join(delimiter) + end).join("");

/** UTF-8 that a program took for Windows-1252, and wrote in UTF-8. */
const twice = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = iconv.decode(Buffer.from([byte]), "windows-1252");
      return letter === "\uFFFD" ? String.fromCharCode(byte) : letter;
    })
    .join("");

const save: Record<Spreadsheet, (table: string[][], misread: boolean) => Buffer> = {
  // With letters that it does not have, a program writes question marks.
  "Excel, ; and Windows-1252": (table) => iconv.encode(joined(table, ";"), "windows-1252"),
  "LibreOffice, comma and UTF-8": (table, misread) =>
    Buffer.from(misread ? twice(joined(table, ",", "\n")) : joined(table, ",", "\n")),
  "Google Sheets": (table, misread) => Buffer.from(misread ? twice(joined(table, ",")) : joined(table, ",")),
  "Numbers, with sep= and letters in parts": (table) => Buffer.from(`sep=;\n${joined(table, ";", "\n")}`),
  "Excel, Unicode text": (table) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(joined(table, "\t"), "utf16le")]),
  "an old program, CP850": (table) => iconv.encode(joined(table, ";"), "cp850"),
};
