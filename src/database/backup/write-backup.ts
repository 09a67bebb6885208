import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, existsSync, openSync, rmSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { backupBody } from "./backup-body.ts";
import { type BackupHead, backupFormat } from "./backup-head.ts";
import { withCopySession } from "./copy-session.ts";
import { giveName } from "./give-name.ts";
import type { OnRows } from "./on-rows.ts";
import { removeOnSignal } from "./remove-on-signal.ts";
import { withSnapshot } from "./with-snapshot.ts";

/**
 * Copies a snapshot of a database into a file that only its owner may read, without blocking those who write. Returns
 * the number of rows and of bytes. The file appears complete or not at all. Throws AppError if the name is taken, if
 * the file cannot be written, or if there is nothing to copy.
 */
export async function writeBackup(
  connection: pg.ClientConfig,
  file: string,
  { madeAt, onRows = () => {} }: { madeAt: Date; onRows?: OnRows },
): Promise<{ rows: number; bytes: number }> {
  if (existsSync(file)) throw nameTaken(file);
  // The name is random, because processes in different containers may have the same process id.
  const partial = `${file}.${randomUUID()}.part`;
  const stopListening = removeOnSignal(partial);
  try {
    const rows = await withCopySession(connection, (client) =>
      withSnapshot(client, async ({ tables, migrations }) => {
        const { rows: server } = await client.query<{ server_version: string }>("SHOW server_version");
        const head: BackupHead = {
          faturabot: "backup",
          format: backupFormat,
          madeAt: madeAt.toISOString(),
          server: server[0]?.server_version ?? "",
          migrations,
        };
        const counts = new Map<string, number>();
        const count: OnRows = (table, soFar) => {
          counts.set(table, soFar);
          onRows(table, soFar);
        };
        await writeFlushed(partial, `${JSON.stringify(head)}\n`, backupBody(client, tables, count));
        return [...counts.values()].reduce((sum, rowCount) => sum + rowCount, 0);
      }),
    );
    if (!giveName(partial, file)) throw nameTaken(file);
    return { rows, bytes: statSync(file).size };
  } catch (cause) {
    rmSync(partial, { force: true });
    throw faultOf(cause, file);
  } finally {
    stopListening();
  }
}

/** Writes the file, and resolves once it is flushed to disk. It gets its final name after that. */
async function writeFlushed(file: string, head: string, body: AsyncIterable<string | Buffer>): Promise<void> {
  const output = createWriteStream(file, { fd: openSync(file, "wx", 0o600), flush: true });
  output.write(head);
  await pipeline(Readable.from(withChecksum(head, body)), createGzip(), output);
}

async function* withChecksum(head: string, body: AsyncIterable<string | Buffer>): AsyncGenerator<string | Buffer> {
  const hash = createHash("sha256").update(head);
  for await (const part of body) {
    hash.update(part);
    yield part;
  }
  yield `${JSON.stringify({ sha256: hash.digest("hex") })}\n`;
}

const nameTaken = (file: string) => new AppError("file", `O arquivo "${file}" já existe. Escolha outro nome em --out.`);

function faultOf(cause: unknown, file: string): unknown {
  if (cause instanceof pg.DatabaseError)
    return new AppError("backup-failed", `O PostgreSQL não deixou copiar: ${cause.message}.`, { cause });
  if (cause instanceof Error && "syscall" in cause && "path" in cause)
    return new AppError("file", `Não consegui gravar o arquivo "${file}".`, { cause });
  return cause;
}
