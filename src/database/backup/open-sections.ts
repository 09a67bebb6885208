import type { Hash } from "node:crypto";
import { AppError } from "../../core/app-error.ts";
import { endOfRows } from "./backup-lines.ts";

/** The body of a backup, read from beginning to end: lines of JSON, some of them followed by the rows of a table. */
export interface Sections {
  /** Returns the next line; undefined at the end. */
  line(): Promise<string | undefined>;
  /** Returns the rows after the line that was just read. They must be read to their end before the next line. */
  rows(): AsyncGenerator<Buffer>;
}

const longestLine = 10_000_000;
const afterRow = `\n${endOfRows}`;

/**
 * Reads bytes as sections. Everything that is returned is also added to `hash`. Throws AppError if the bytes end too
 * early.
 */
export function openSections(bytes: AsyncIterable<Buffer>, { file, hash }: { file: string; hash: Hash }): Sections {
  const source = bytes[Symbol.asyncIterator]();
  /** Bytes that were read and not returned yet. */
  let held: Buffer = Buffer.alloc(0);
  const readMore = async () => {
    const { value, done } = await source.next();
    if (!done) held = held.length === 0 ? value : Buffer.concat([held, value]);
    return !done;
  };
  const take = (length: number) => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    hash.update(taken);
    return taken;
  };
  const cutOff = () => new AppError("backup-cut-off", `A cópia "${file}" está incompleta: falta o fim dela.`);
  return {
    async line() {
      for (;;) {
        const end = held.indexOf("\n");
        if (end >= 0) return take(end + 1).toString("utf8");
        if (held.length > longestLine)
          throw new AppError("backup-damaged", `A cópia "${file}" está estragada: uma linha não tem fim.`);
        if (await readMore()) continue;
        if (held.length > 0) throw cutOff();
        return undefined;
      }
    },
    async *rows() {
      while (held.length < endOfRows.length) if (!(await readMore())) throw cutOff();
      if (held.indexOf(endOfRows) === 0) return void take(endOfRows.length);
      for (;;) {
        const end = held.indexOf(afterRow);
        if (end >= 0) {
          yield take(end + 1);
          return void take(endOfRows.length);
        }
        // The last bytes are kept, because they may be the beginning of the line that ends the rows.
        if (held.length >= afterRow.length) yield take(held.length - afterRow.length + 1);
        if (!(await readMore())) throw cutOff();
      }
    },
  };
}
