import { setImmediate } from "node:timers/promises";

/** Items between which nobody else works; each takes a few hundredths of a millisecond. */
const pieceLength = 1000;

/** Maps a list as `Array.map` does, and lets others work in between: a file may have very many lines. */
export async function mapInPieces<T, R>(items: readonly T[], map: (item: T) => R): Promise<R[]> {
  const mapped: R[] = [];
  for (const [at, item] of items.entries()) {
    if (at % pieceLength === 0) await setImmediate();
    mapped.push(map(item));
  }
  return mapped;
}
