import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import { type BackupHead, parseHead } from "./backup-head.ts";
import { type Sequence, sumSchema, tableSchema, totalsSchema } from "./backup-lines.ts";
import { countLines } from "./count-lines.ts";
import { openSections } from "./open-sections.ts";
import type { Table } from "./tables-of.ts";

const longestHead = 1_000_000;

/** What a backup contains. The file was read to its end and is complete. */
export interface BackupRead {
  file: string;
  head: BackupHead;
  rows: number;
  sequences: Sequence[];
}

/**
 * Reads a backup from beginning to end and passes the rows of each table to `onTable`, in the format of COPY FROM. The
 * checksum is at the end of the file, so the caller must not commit anything before the promise resolves. Throws
 * AppError if the file cannot be read, is not a backup, was cut off or was altered.
 */
export async function readBackup(
  file: string,
  onTable: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<BackupRead> {
  const handle = await openFile(file);
  try {
    const first = await firstLine(handle);
    const head = parseHead(first.toString("utf8"), file);
    const { size } = await handle.stat();
    const input = createReadStream(file, { start: first.length });
    const gunzip = createGunzip();
    input.on("error", (error) => gunzip.destroy(error));
    try {
      const body = await readBody(input.pipe(gunzip), { file, hash: createHash("sha256").update(first) }, onTable);
      // Gunzip ignores bytes that follow the compressed data.
      if (gunzip.bytesWritten !== size - first.length) throw damaged(file);
      return { file, head, ...body };
    } finally {
      input.destroy();
      gunzip.destroy();
    }
  } catch (error) {
    throw faultOf(error, file);
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    const kind = await stat(file);
    // Opening anything else, such as a pipe, may block for ever.
    if (kind.isFile() || kind.isDirectory()) return await open(file);
  } catch (cause) {
    throw new AppError("file", `Não consegui ler o arquivo "${file}".`, { cause });
  }
  throw new AppError(
    "file",
    `"${file}" não é um arquivo, e a cópia é lida duas vezes: grave-a primeiro num arquivo e dê o nome dele.`,
  );
}

async function firstLine(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestHead), 0, longestHead, 0);
  return buffer.subarray(0, Math.min(buffer.indexOf("\n") + 1, bytesRead));
}

async function readBody(
  bytes: AsyncIterable<Buffer>,
  { file, hash }: { file: string; hash: Hash },
  onTable: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Pick<BackupRead, "rows" | "sequences">> {
  const sections = openSections(bytes, { file, hash });
  const counts: Record<string, number> = {};
  const counted = async function* (table: string) {
    counts[table] = 0;
    for await (const chunk of sections.rows()) {
      counts[table] += countLines(chunk);
      yield chunk;
    }
  };
  const next = async () => {
    const line = await sections.line();
    if (line === undefined)
      throw new AppError("backup-cut-off", `A cópia "${file}" está incompleta: falta o fim dela.`);
    return line;
  };
  let line = await next();
  for (let table = read(tableSchema, line); table; table = read(tableSchema, line)) {
    await onTable({ name: table.table, columns: table.columns }, counted(table.table));
    line = await next();
  }
  const totals = read(totalsSchema, line);
  const sha256 = hash.copy().digest("hex");
  const sum = read(sumSchema, await next());
  if (sum?.sha256 !== sha256 || !totals || JSON.stringify(totals.rows) !== JSON.stringify(counts)) throw damaged(file);
  if ((await sections.line()) !== undefined) throw damaged(file);
  return { rows: Object.values(counts).reduce((sum, count) => sum + count, 0), sequences: totals.sequences };
}

function read<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function faultOf(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR")
    return new AppError("backup-cut-off", `A cópia "${file}" está incompleta: falta o fim dela.`, { cause: error });
  if (code.startsWith("Z_")) return damaged(file, error);
  if (["EISDIR", "EIO", "EACCES"].includes(code))
    return new AppError("file", `Não consegui ler o arquivo "${file}".`, { cause: error });
  return error;
}

const damaged = (file: string, cause?: unknown) =>
  new AppError("backup-damaged", `A cópia "${file}" está estragada: o conteúdo não é o que foi gravado.`, { cause });
