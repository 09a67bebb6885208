import type { ReturnFile } from "../../cnab240/read-return.ts";
import type { LineProblem, ReturnTitle } from "../../cnab240/return-title.ts";
import { numbersLike, whyNotOurs } from "../../cnab240/title-owner.ts";
import type { TitleCandidate } from "../../file-ports.ts";
import type { Records } from "../../ports.ts";

/** The titles of a return file that are boletos of ours, and those that only look like one. */
export interface MatchedTitles {
  boletos: ReadonlyMap<ReturnTitle, TitleCandidate>;
  /** Titles with a number or reference of ours that are not ours, and why. */
  notOurs: ReadonlyMap<ReturnTitle, string>;
  /** What keeps the file from being applied: faults in our own titles. */
  problems: readonly LineProblem[];
}

/** Matches each title to a boleto: number, account, carteira, check digit, amount and reference have to be the same. */
export async function matchTitles(records: Records, { bankCode, titles }: ReturnFile): Promise<MatchedTitles> {
  const boletos = new Map<ReturnTitle, TitleCandidate>();
  const notOurs = new Map<ReturnTitle, string>();
  const problems: LineProblem[] = [];
  if (!bankCode) return { boletos, notOurs, problems };
  const numbers = titles.flatMap((title) => title.numbers.map(({ number }) => number));
  const ids = titles.flatMap(({ boletoId }) => boletoId ?? []);
  const known = await records.files.titleCandidates({ bankCode, numbers, ids });
  const candidates = candidatesOf(known);
  for (const title of titles) {
    const fits = candidates(title).filter((one) => one.id === title.boletoId || numbersLike(title, one).length > 0);
    const faults = new Map(fits.map((one) => [one, whyNotOurs(title, one)]));
    const own = fits.filter((one) => faults.get(one) === undefined);
    const proven = own.find(({ id }) => id === title.boletoId);
    const [first, second] = proven ? [proven] : own;
    const [nearest] = faults.values();
    if (second)
      problems.push({
        line: title.line,
        message: `há mais de um boleto com o nosso número ${title.nossoNumero}, em contas diferentes`,
      });
    else if (first) boletos.set(title, first);
    else if (nearest !== undefined) notOurs.set(title, nearest);
  }
  problems.push(...[...boletos.keys()].flatMap((title) => title.problems));
  return { boletos, notOurs, problems: problems.sort((one, other) => one.line - other.line) };
}

/** Finds the candidates with the reference or a number of a title, in the order of `known`, without a look at all. */
function candidatesOf(known: readonly TitleCandidate[]): (title: ReturnTitle) => readonly TitleCandidate[] {
  const places = new Map<string, number[]>();
  for (const [place, { id, nossoNumero }] of known.entries())
    for (const name of [id, nossoNumero]) places.set(name, [...(places.get(name) ?? []), place]);
  return ({ boletoId = "", numbers }) => {
    const found = new Set([boletoId, ...numbers.map(({ number }) => number)].flatMap((name) => places.get(name) ?? []));
    return [...found].sort((one, other) => one - other).flatMap((place) => known[place] ?? []);
  };
}
