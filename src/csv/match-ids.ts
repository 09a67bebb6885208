import type { Register } from "../core/register/register.ts";
import type { ResourceName } from "../core/register/schemas.ts";
import { cleanCell } from "./clean-cell.ts";
import { isShortened, likeness, namedDate, numberIn, numberOf, shortenedOf, startsOf } from "./likeness.ts";
import { mapInPieces } from "./map-in-pieces.ts";
import type { Cell } from "./read-csv.ts";

/** What an id in a cell means: an id, or the sentence about what is wrong with it. */
export type IdMeant = { id: string } | { problem: string } | { problem: string; candidates: readonly string[] };

/**
 * Tells which id a cell means. `before` is the id that the field of a stored record has. A spreadsheet drops zeros at
 * the start, and shortens long numbers: what it may have made of a stored id is that id, or is refused, so that no
 * record is entered twice.
 */
export type MatchId = (cell: Cell, before?: string) => IdMeant;

/** Returns a matcher for the ids of a resource that occur in a file. */
export async function matchIds(register: Register, kind: ResourceName, cells: readonly Cell[]): Promise<MatchId> {
  const texts = [...new Set(cells.map(({ text }) => text).filter((text) => text !== ""))];
  const shortened = (await mapInPieces(texts, shortenedOf)).flatMap((one) => one ?? []);
  const forms = await mapInPieces(cells, ({ raw, text }) => [raw, text, text.normalize("NFD"), numberIn(text) ?? text]);
  const stored = await register.similarIds(kind, {
    texts: [...new Set(forms.flat())],
    shortened,
    dates: texts.some((text) => namedDate(text) !== undefined),
  });
  const dated = stored.filter((id) => /^\d+[-/]\d/.test(id));
  const byNumber = groupBy(stored, (id) => [keyOf(cleanCell(id))]);
  const sizes = [...new Set(shortened.map(({ digits }) => digits.length))];
  const byStart = groupBy(stored, (id) => {
    const number = numberOf(id);
    return number === undefined ? [] : sizes.flatMap((size) => startsOf(number, size).map(startKey(number.length)));
  });
  // A file that has one long number whole has all of them whole.
  const isWhole = texts.some((text) => /^\d{16,}$/.test(text) && !shortenedOf(text));
  return ({ text, isLiteral }, before) => {
    if (isLiteral || text === "") return { id: text };
    if (before !== undefined && likeness(before, text)) return { id: before };
    const short = isWhole && !isShortened(text) ? undefined : shortenedOf(text);
    const candidates = short ? (byStart.get(startKey(short.length)(short.digits)) ?? []) : [];
    const problem = `a planilha encurtou o número para ${text}. Escreva-o inteiro, como ="0123"`;
    const cut = { problem, candidates };
    // Also an id that exists may be what is left of another one.
    if (candidates.length > 1) return cut;
    const same = byNumber.get(keyOf(text)) ?? [];
    const [only, other] = same;
    if (only !== undefined && other === undefined) return { id: only };
    if (other !== undefined)
      return { problem: `${same.toSorted().join(" e ")} diferem só por zeros. Escreva ="${text}", se é este mesmo` };
    if (isShortened(text) || candidates.length > 0) return cut;
    if (namedDate(text))
      return {
        problem: `a planilha fez uma data deste identificador: ${text}. Escreva-o como era, assim: ="0123"`,
        candidates: dated.filter((id) => likeness(id, text)),
      };
    return { id: text };
  };
}

const keyOf = (text: string) => numberIn(text) ?? text;
const startKey = (length: number) => (digits: string) => `${length} ${digits}`;

function groupBy(ids: readonly string[], keysOf: (id: string) => readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids)
    for (const key of new Set(keysOf(id))) {
      const group = groups.get(key);
      if (group) group.push(id);
      else groups.set(key, [id]);
    }
  return groups;
}
