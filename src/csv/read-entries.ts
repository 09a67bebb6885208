import { setImmediate } from "node:timers/promises";
import type { Entry, Register } from "../core/register/register.ts";
import type { ResourceName } from "../core/register/schemas.ts";
import { type Column, columnsOf, valueAt } from "./import-columns.ts";
import { likeness } from "./likeness.ts";
import { mapInPieces } from "./map-in-pieces.ts";
import { type MatchId, matchIds } from "./match-ids.ts";
import { readCell } from "./read-cell.ts";
import type { Cell, CsvLine } from "./read-csv.ts";
import { type LineGiven, type LineRead, readLine } from "./read-line.ts";
import { writeCell } from "./write-cell.ts";

type Fields = Record<string, unknown>;

/** The lines of a file as entries to store, and what is said about those lines. */
export interface EntriesRead {
  entries: { line: number; entry: Entry }[];
  problems: Map<number, string>;
  /** The columns of which something was put right, by line. */
  mended: Map<number, readonly string[]>;
  /** The cells of all lines, put right as far as possible. */
  rows: string[][];
}

/**
 * Reads all lines. An id that a spreadsheet changed is that of the stored record; where it was shortened, only if the
 * rest of the line tells which record it is, and changes nothing in it.
 */
export async function readEntries(
  kind: ResourceName,
  header: readonly string[],
  lines: readonly CsvLine[],
  register: Register,
): Promise<EntriesRead> {
  const idCell = ({ cells }: CsvLine): Cell => cells.id ?? { raw: "", text: "", isLiteral: false };
  const match = await matchIds(register, kind, lines.map(idCell));
  const meant = await mapInPieces(lines, (line) => match(idCell(line)));
  const ids = meant.flatMap((one) => ("id" in one ? [one.id] : []));
  const candidates = new Set(meant.flatMap((one) => ("candidates" in one ? one.candidates : [])));
  const known = await register.getMany(kind, [...new Set([...ids, ...[...candidates].slice(0, mostCandidates)])]);
  const matchers = await matchersOf(register, kind, lines);
  const twins = twinsOf(kind, header, known, matchers);
  const seen = new Map<string, number>();
  const read: EntriesRead = { entries: [], problems: new Map(), mended: new Map(), rows: [] };
  for (const [at, { line, cells, problem }] of lines.entries()) {
    // Others work in between: to read a line takes a tenth of a millisecond, and there may be very many.
    if (at % 100 === 0) await setImmediate();
    const mine = meant[at] ?? { id: "" };
    const id = "id" in mine ? mine.id : "candidates" in mine ? twins(cells) : undefined;
    const result: LineRead =
      id === undefined
        ? { problems: ["problem" in mine ? `id: ${mine.problem}` : ""], mended: [], texts: {} }
        : readLine(kind, { id, cells, known: known.get(id), matchIds: matchers });
    const mended = [...(id !== undefined && id !== cells.id?.text ? ["id"] : []), ...result.mended];
    if (mended.length > 0) read.mended.set(line, mended);
    const before = id === undefined || id === "" ? undefined : seen.get(id);
    if (id !== undefined && before === undefined) seen.set(id, line);
    const problems = "problems" in result ? result.problems : [];
    if (problem !== undefined) read.problems.set(line, problem);
    else if (before !== undefined) read.problems.set(line, `id: já está na linha ${before} deste arquivo`);
    else if ("entry" in result) read.entries.push({ line, entry: result.entry });
    else read.problems.set(line, problems.join("; "));
    read.rows.push(header.map((name) => (name === "id" ? id : result.texts[name]) ?? cells[name]?.text ?? ""));
  }
  return read;
}

/** Shortened numbers that begin alike could be any of very many. */
const mostCandidates = 50_000;

/** Returns matchers for the resources to which the columns of this kind refer. */
async function matchersOf(register: Register, kind: ResourceName, lines: readonly CsvLine[]) {
  const cellsBy = new Map<ResourceName, Cell[]>();
  for (const [name, { refersTo, as }] of Object.entries(columnsOf(kind))) {
    if (!refersTo) continue;
    const cells = lines.flatMap(({ cells }) => cells[name] ?? []);
    const parts = as === "list" ? cells.flatMap(partsOf) : cells;
    cellsBy.set(refersTo, [...(cellsBy.get(refersTo) ?? []), ...parts]);
  }
  const matchers: Partial<Record<ResourceName, MatchId>> = {};
  for (const [resource, cells] of cellsBy) matchers[resource] = await matchIds(register, resource, cells);
  return matchers;
}

const partsOf = (cell: Cell): Cell[] =>
  cell.text.split(/[|\s]+/).map((text) => ({ raw: text, text, isLiteral: false }));

/** So many records that look alike tell nothing. */
const mostAlike = 1000;

/**
 * Returns a function that finds the one stored record that a line is, if its id was shortened: the cell may be its id,
 * and the line changes nothing in it. Returns undefined if there is none, or more than one.
 */
function twinsOf(
  kind: ResourceName,
  header: readonly string[],
  known: ReadonlyMap<string, Fields>,
  matchers: LineGiven["matchIds"],
) {
  const columns = header.flatMap((name) => {
    const column = columnsOf(kind)[name];
    return column ? [{ name, ...column }] : [];
  });
  // These read as the same value, whatever a spreadsheet does to them; so the few records that have them are compared.
  const firm = columns.filter(({ as }) => firmKinds.has(as));
  const shown = (record: Fields, { field, as }: Column) => writeCell(as, valueAt(record, field));
  const alike = new Map<string, string[]>();
  for (const [id, record] of known) {
    const key = JSON.stringify(firm.map((column) => shown(record, column)));
    alike.set(key, [...(alike.get(key) ?? []), id]);
  }
  return (cells: Record<string, Cell>): string | undefined => {
    const found = alike.get(JSON.stringify(firm.map(({ name, as }) => asWritten(as, cells[name]?.text ?? "")))) ?? [];
    if (found.length > mostAlike) return undefined;
    const equal = found.filter((id) => {
      const record = known.get(id);
      if (!record || !likeness(id, cells.id?.text ?? "")) return false;
      const { texts } = readLine(kind, { id, cells, known: record, matchIds: matchers });
      return columns.every((column) => (texts[column.name] ?? "") === shown(record, column));
    });
    return equal.length === 1 ? equal[0] : undefined;
  };
}

const firmKinds: ReadonlySet<Column["as"]> = new Set<Column["as"]>([
  ...(["bank", "taxId", "cents", "percent", "number", "minutes", "flag", "walletKind", "month", "date"] as const),
]);

/** Returns a cell as an export would write its value. */
function asWritten(as: Column["as"], text: string): string {
  const read = readCell(as, text);
  return text === "" || "expected" in read ? text : writeCell(as, read.value);
}
