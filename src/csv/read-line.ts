import type { z } from "zod";
import { checkInput } from "../core/register/check-input.ts";
import { fields } from "../core/register/fields.ts";
import type { Entry } from "../core/register/register.ts";
import { type ResourceName, registerSchemas } from "../core/register/schemas.ts";
import { type Column, columnOf, columnsOf, valueAt } from "./import-columns.ts";
import { likeness, numberIn } from "./likeness.ts";
import type { MatchId } from "./match-ids.ts";
import { readCell } from "./read-cell.ts";
import type { Cell } from "./read-csv.ts";
import { writeCell } from "./write-cell.ts";

type Fields = Record<string, unknown>;

/** A line that was read: the entry to store or its problems, and the columns of which something was put right. */
export type LineRead = ({ entry: Entry } | { problems: string[] }) & {
  mended: string[];
  /** The cells that could be read, as an export writes them. */
  texts: Record<string, string>;
};

/**
 * Converts a line to an entry, or returns all its problems. A field without a column keeps its value from `known`, so a
 * file without a column for phones deletes no phones. An empty cell in a column that exists clears the field. A cell
 * that a spreadsheet may have made of the known value is that value.
 */
export function readLine(kind: ResourceName, { id: externalId, cells, known, matchIds }: LineGiven): LineRead {
  const problems: string[] = [];
  const mended: string[] = [];
  const texts: Record<string, string> = {};
  const value = known && kind !== "boletos" ? keepKnown(kind, cells, known) : {};
  for (const [name, column] of Object.entries(columnsOf(kind))) {
    const { field, as, clears } = column;
    const cell = cells[name];
    if (!cell) continue;
    // The empty list is set explicitly: if the field were absent, the known phones would be kept.
    if (cell.text === "" && as === "phones") setField(value, field, []);
    if (cell.text === "" && clears) setField(value, field, null);
    if (cell.text === "") continue;
    const before = known && valueAt(known, field);
    const read = readValue(column, cell, before, matchIds);
    if ("problem" in read) problems.push(`${name}: ${read.problem}`);
    else {
      setField(value, field, read.value);
      texts[name] = writeCell(as, read.value);
    }
    const isCleaned = cell.text !== visible(cell) && visible(cell) !== writeCell(as, before);
    if ("mended" in read || isCleaned || gainsZeros(as, texts[name], cell.text)) mended.push(name);
  }
  if (kind === "bank-wallets") value.account ??= {};
  const id = checkInput(fields.externalId, externalId);
  const checked = checkInput(registerSchemas[kind] as z.ZodType, value);
  // A cell that could not be read is also missing in `value`. Only the first of the two problems is reported, because
  // it is more precise.
  const faults = (checked.ok ? [] : checked.faults).map(({ path, message }) => ({
    column: columnOf(kind, path),
    message,
  }));
  const unread = problems.map((problem) => problem.split(":", 1)[0]);
  if (!id.ok) problems.unshift(...id.faults.map(({ message }) => `id: ${message}`));
  problems.push(
    ...faults.filter(({ column }) => !unread.includes(column)).map(({ column, message }) => `${column}: ${message}`),
  );
  if (!id.ok || !checked.ok || problems.length > 0) return { problems, mended, texts };
  return { entry: { resource: kind, id: id.value, value: checked.value } as Entry, mended, texts };
}

/** A line, the id that it means, and the record that has this id. */
export interface LineGiven {
  id: string;
  cells: Record<string, Cell>;
  known: Fields | undefined;
  /** Matchers for the ids of the resources to which columns refer. */
  matchIds: Partial<Record<ResourceName, MatchId>>;
}

type ValueRead = { value: unknown; mended?: true } | { problem: string };

function readValue({ as, refersTo }: Column, cell: Cell, before: unknown, matchers: LineGiven["matchIds"]): ValueRead {
  const { text } = cell;
  const match = refersTo && matchers[refersTo];
  if (match) return readIds(as === "list", cell, before, match);
  const plain = readCell(as, text);
  if (before === undefined || before === null) return "expected" in plain ? { problem: plain.expected } : plain;
  const shown = writeCell(as, before);
  if (visible(cell) === shown) return { value: before };
  // What reads as the known value anyway is not worth a word.
  if ("value" in plain && writeCell(as, plain.value) === shown) return { value: before };
  if (isEcho(as, shown, before, text)) return { value: before, mended: true };
  return "expected" in plain ? { problem: plain.expected } : plain;
}

/** Returns true if a spreadsheet may have made the cell of the value. */
function isEcho(as: Column["as"], shown: string, before: unknown, text: string): boolean {
  if (likeness(shown, text)) return true;
  // Formatted or not, these are numbers to a program that dropped the signs.
  if (as !== "taxId" && as !== "cep" && as !== "phones") return false;
  const [bare = "", ...more] = [before].flat().map(String);
  const number = numberIn(text.replace(/(?<=\d)[./-](?=\d)/g, ""));
  return (
    more.length === 0 && (likeness(bare, text) !== undefined || (number !== undefined && number === numberIn(bare)))
  );
}

function readIds(isList: boolean, cell: Cell, before: unknown, match: MatchId): ValueRead {
  const known = [before].flat().map((id) => (id === undefined || id === null ? undefined : String(id)));
  if (!isList) {
    const meant = match(cell, known[0]);
    return "id" in meant ? { value: meant.id, ...(meant.id !== cell.text && { mended: true }) } : meant;
  }
  const read = readCell("list", cell.text);
  if ("expected" in read) return { problem: read.expected };
  const given = read.value as string[];
  if (known.length === given.length && known.every((id, at) => id !== undefined && likeness(id, given[at] ?? "")))
    return { value: known, ...(known.some((id, at) => id !== given[at]) && { mended: true as const }) };
  // The order may have changed, so a part of the cell is compared with every bank that was there.
  const ids = given.map((text) => {
    const part = { ...cell, raw: text, text };
    const echoed = known.filter((id) => id !== undefined && likeness(id, text));
    return match(part, echoed.length === 1 ? echoed[0] : undefined);
  });
  const problem = ids.find((meant) => "problem" in meant);
  if (problem) return problem;
  const value = ids.flatMap((meant) => ("id" in meant ? [meant.id] : []));
  return { value, ...(value.some((id, at) => id !== given[at]) && { mended: true as const }) };
}

const digitsIn = (text: string) => text.replace(/\D/g, "");
const gainsZeros = (as: Column["as"], written: string | undefined, text: string) =>
  (as === "taxId" || as === "cep") && written !== undefined && digitsIn(written) !== digitsIn(text);
const visible = ({ raw, isLiteral, text }: Cell) => (isLiteral || raw === `'${text}` ? text : raw.trim());

function keepKnown(kind: ResourceName, row: Record<string, unknown>, known: Fields): Fields {
  const given = new Set(
    Object.entries(columnsOf(kind)).flatMap(([column, { field }]) => (column in row ? [field] : [])),
  );
  const without = (values: Fields, prefix: string) =>
    Object.fromEntries(Object.entries(values).filter(([field]) => !given.has(prefix + field)));
  // Fields that are read-only, such as the next nosso número, are not part of the input.
  const taken = Object.entries(known).filter(([field]) => field in registerSchemas[kind].shape);
  const kept = without(Object.fromEntries(taken), "");
  const inside = ["account", "cnab", "hours"].flatMap((field) =>
    kept[field] === undefined ? [] : [[field, without(kept[field] as Fields, `${field}.`)] as const],
  );
  return { ...kept, ...Object.fromEntries(inside) };
}

function setField(value: Fields, path: string, read: unknown): void {
  const [field = "", inside] = path.split(".");
  value[field] = inside === undefined ? read : { ...(value[field] as Fields | undefined), [inside]: read };
}
