import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { type Options, parse } from "csv-parse";

/** Letters that are parsed at once, in a few milliseconds. */
const pieceLength = 32_768;

/**
 * Parses a CSV text as `parse` of csv-parse does, and lets others work between its pieces: a file may take seconds.
 * Throws CsvError.
 */
export async function parseInPieces(text: string, options: Options): Promise<unknown[]> {
  const records: unknown[] = [];
  await pipeline(
    async function* () {
      for (let from = 0; from < text.length; from += pieceLength) {
        await setImmediate();
        yield text.slice(from, from + pieceLength);
      }
    },
    parse(options),
    async (parsed: AsyncIterable<unknown>) => {
      for await (const record of parsed) records.push(record);
    },
  );
  return records;
}
