import iconv from "iconv-lite";
import { plainSigns } from "../core/plain-signs.ts";
import { cleanCell } from "./clean-cell.ts";

/**
 * Whether a cell may be what a spreadsheet made of a value: "same" if it can be nothing else, as 123 for 0123; "maybe"
 * if it has lost something, as 2,02612E+19 for 20261200000000000001, or nov/26 for 11/2026.
 */
export type Likeness = "same" | "maybe" | undefined;

/** Compares a value, as an export writes it, with a cell. */
export function likeness(value: string, cell: string): Likeness {
  if (value === cell || cleanCell(value) === cleanCell(cell)) return "same";
  return numberLikeness(value, cell) ?? dateLikeness(value, cell) ?? codePageLikeness(value, cell);
}

/** True for a cell that a spreadsheet shortened, so that it cannot be told what stood there. */
export const isShortened = (cell: string) => scientific.test(cell);

/** A number as a spreadsheet shows it if it is long: digits, decimals, exponent. */
const scientific = /^(\d)(?:[.,](\d+))?E\+(\d{1,3})$/i;

/** The digits of a shortened number that are known, and how many digits the number has. */
export function shortenedOf(cell: string): { digits: string; length: number } | undefined {
  const [, first = "", decimals = "", exponent] = scientific.exec(cell) ?? [];
  const known = (first + decimals).slice(0, 15);
  if (exponent !== undefined) return { digits: known, length: Number(exponent) + 1 };
  // A number has 15 digits in a spreadsheet; what comes after them becomes zeros.
  return /^\d{15}0+$/.test(cell) ? { digits: cell.slice(0, 15), length: cell.length } : undefined;
}

/** Returns the number that a cell contains, without zeros at the start: "00123", "123.0" and "123,00" are 123. */
export function numberIn(cell: string): string | undefined {
  const [, digits] = /^(\d+)(?:[.,]0+)?$/.exec(cell) ?? [];
  return digits?.replace(/^0+(?=\d)/, "");
}

function numberLikeness(value: string, cell: string): Likeness {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  if (numberIn(plainSigns(cell)) === number) return "same";
  const short = shortenedOf(cell);
  if (!short || number.length > 100) return undefined;
  return number.length === short.length && startsOf(number, short.digits.length).includes(short.digits)
    ? "maybe"
    : undefined;
}

/** Returns the first digits of a number, cut and rounded: a spreadsheet may do either. */
export function startsOf(number: string, length: number): string[] {
  const start = BigInt(number.slice(0, length));
  return [String(start), String(start + (Number(number[length] ?? 0) >= 5 ? 1n : 0n))];
}

/** Returns the number for which a spreadsheet takes an id: digits alone, or an id such as 12E4. */
export function numberOf(value: string): string | undefined {
  const [, digits, zeros] = /^(\d{1,15})E(\d{1,2})$/i.exec(value) ?? [];
  return numberIn(digits === undefined ? value : digits + "0".repeat(Number(zeros)));
}

const months = ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];
const english: Readonly<Record<string, string>> = {
  ...{ feb: "fev", apr: "abr", may: "mai", aug: "ago", sep: "set", oct: "out", dec: "dez" },
};

/** Returns the number of a month from its name, in Portuguese or English, short or whole: "nov" and "novembro" are 11. */
export function monthNamed(name: string): number | undefined {
  const short = name.slice(0, 3).toLowerCase();
  const at = months.indexOf(english[short] ?? short);
  return at < 0 ? undefined : at + 1;
}

interface DateParts {
  day?: number;
  month: number;
  year?: number;
}

/** A date whose months have names: nov/26, 10/nov, 1-Nov-26. Nobody types an id like that. */
export function namedDate(cell: string): DateParts | undefined {
  const [, before, name = "", after] = /^(?:(\d{1,2})[/ -])?(\p{L}{3,9})\.?(?:[/ -](\d{2}|\d{4}))?$/u.exec(cell) ?? [];
  const month = monthNamed(name);
  if (month === undefined || (before === undefined && after === undefined)) return undefined;
  return {
    month,
    ...(before !== undefined && { day: Number(before) }),
    ...(after !== undefined && { year: fullYear(after) }),
  };
}

const fullYear = (year: string) => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** What a spreadsheet takes for a date: 10/11, 2026-12, 11/2026, 10/12/2026. */
function datesIn(text: string): DateParts[] {
  const named = namedDate(text);
  if (named) return [named];
  const [, one, two, three] = /^(\d{1,4})[/-](\d{1,4})(?:[/-](\d{1,4}))?(?: [\d:]+)?$/.exec(text) ?? [];
  if (one === undefined || two === undefined) return [];
  if (three !== undefined)
    return one.length === 4
      ? [{ year: Number(one), month: Number(two), day: Number(three) }]
      : [{ day: Number(one), month: Number(two), year: fullYear(three.padStart(2, "0")) }];
  if (one.length === 4) return [{ year: Number(one), month: Number(two) }];
  if (two.length === 4) return [{ month: Number(one), year: Number(two) }];
  return [
    { day: Number(one), month: Number(two) },
    { month: Number(one), year: fullYear(two.padStart(2, "0")) },
  ];
}

/** A date without a day gets the first one, and one without a year today's. */
function dateLikeness(value: string, cell: string): Likeness {
  if (!/\d/.test(value)) return undefined;
  const found = datesIn(cell);
  const agree = (one: DateParts, other: DateParts) =>
    one.month === other.month &&
    (one.day ?? 1) === (other.day ?? 1) &&
    (one.year === undefined || other.year === undefined || one.year === other.year);
  return datesIn(value).some((one) => found.some((other) => agree(one, other))) ? "maybe" : undefined;
}

/** What comes of a letter if a file is written in one code page and read in another. */
const mistaken = [
  ["cp850", "windows-1252"],
  ["windows-1252", "cp850"],
  ["macintosh", "windows-1252"],
  ["windows-1252", "macintosh"],
] as const;

/** A letter that the code page of a spreadsheet does not have becomes a question mark, or loses its accent. */
function codePageLikeness(value: string, cell: string): Likeness {
  if (/^\p{ASCII}*$/u.test(value)) return undefined;
  const forms = new Set([value, value.normalize("NFC")]);
  return [...forms].some((form) => isMistaken(form, cell) || losesLetters(form, cell)) ? "maybe" : undefined;
}

const isMistaken = (letters: string, cell: string) =>
  mistaken.some(([from, to]) => cleanCell(iconv.decode(iconv.encode(letters, from), to)) === cell);

function losesLetters(letters: string, cell: string): boolean {
  if (!/[^\0-\xFF]/u.test(letters)) return false;
  const source = [...letters].map((letter) => {
    if (letter <= "\xFF") return letter.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    const bare = letter.normalize("NFKD").replace(/[^\w ]/g, "");
    return `(?:[?_\\uFFFD]{${letter.length}}|${bare === "" ? "[-'\"]" : bare})`;
  });
  return new RegExp(`^${source.join("")}$`).test(cell);
}
