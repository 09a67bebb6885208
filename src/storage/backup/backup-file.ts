import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";

const headSchema = z.object({
  faturabot: z.literal("backup"),
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations that its database had. */
  migrations: z.array(z.string()).min(1),
  bytes: z.int().positive(),
  sha256: z.hex(),
});

/** What stands before the data: a line of JSON. */
export type BackupHead = z.infer<typeof headSchema>;

const lineBreak = "\n".charCodeAt(0);
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

/**
 * Writes a backup that its owner alone may read. It is there whole or not at all. Throws AppError where the name is
 * taken or the file cannot be written.
 */
export function writeBackup(file: string, data: Uint8Array, about: { madeAt: Date; migrations: string[] }): void {
  if (existsSync(file)) throw new AppError("file", `O arquivo "${file}" já existe. Escolha outro nome em --out.`);
  const { madeAt, migrations } = about;
  const head: BackupHead = {
    faturabot: "backup",
    format: 1,
    madeAt: madeAt.toISOString(),
    migrations,
    bytes: data.length,
    sha256: sha256(data),
  };
  const half = `${file}.${process.pid}.part`;
  try {
    writeThrough(half, [Buffer.from(`${JSON.stringify(head)}\n`), data]);
    renameSync(half, file);
  } catch (cause) {
    rmSync(half, { force: true });
    throw new AppError("file", `Não consegui gravar o arquivo "${file}".`, { cause });
  }
}

/** What a backup holds. Throws AppError where it cannot be read, is none, was cut off or was damaged. */
export function readBackup(file: string): { head: BackupHead; data: Uint8Array } {
  const content = read(file);
  const end = content.indexOf(lineBreak);
  const parsed = headSchema.safeParse(jsonOf(content.subarray(0, Math.max(end, 0)).toString("utf8")));
  if (!parsed.success) throw new AppError("not-a-backup", `"${file}" não é uma cópia feita por \`faturabot backup\`.`);
  const data = content.subarray(end + 1);
  const { bytes, sha256: expected } = parsed.data;
  if (data.length < bytes)
    throw new AppError("backup-cut-off", `A cópia "${file}" está incompleta: ${data.length} de ${bytes} bytes.`);
  if (data.length > bytes || sha256(data) !== expected)
    throw new AppError("backup-damaged", `A cópia "${file}" está estragada: o conteúdo não é o que foi gravado.`);
  return { head: parsed.data, data };
}

/** Flushed to the disk before it gets its name. */
function writeThrough(file: string, parts: readonly Uint8Array[]): void {
  const handle = openSync(file, "w", 0o600);
  try {
    for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(handle, part, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError("file", `Não consegui ler o arquivo "${file}".`, { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
