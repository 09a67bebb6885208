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
import { removeOnSignal } from "./remove-on-signal.ts";
import type { Seen } from "./seen.ts";
import { withSnapshot } from "./with-snapshot.ts";

/**
 * Copies a database as it is at one moment into a file that its owner alone may read, while others go on writing, and
 * returns how much that was. The file is there whole or not at all. Throws AppError where its name is taken, where it
 * cannot be written, or where there is nothing to copy.
 */
export async function writeBackup(
  connection: pg.ClientConfig,
  file: string,
  { madeAt, seen = () => {} }: { madeAt: Date; seen?: Seen },
): Promise<{ rows: number; bytes: number }> {
  if (existsSync(file)) throw nameTaken(file);
  // Of this call alone: in containers different processes have the same number.
  const half = `${file}.${randomUUID()}.part`;
  const forget = removeOnSignal(half);
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
        const count: Seen = (table, soFar) => {
          counts.set(table, soFar);
          seen(table, soFar);
        };
        await writeThrough(half, `${JSON.stringify(head)}\n`, backupBody(client, tables, count));
        return [...counts.values()].reduce((sum, of) => sum + of, 0);
      }),
    );
    if (!giveName(half, file)) throw nameTaken(file);
    return { rows, bytes: statSync(file).size };
  } catch (cause) {
    rmSync(half, { force: true });
    throw faultOf(cause, file);
  } finally {
    forget();
  }
}

/** On the disk before it gets its name. */
async function writeThrough(file: string, head: string, body: AsyncIterable<string | Buffer>): Promise<void> {
  const output = createWriteStream(file, { fd: openSync(file, "wx", 0o600), flush: true });
  output.write(head);
  await pipeline(Readable.from(summed(head, body)), createGzip(), output);
}

async function* summed(head: string, body: AsyncIterable<string | Buffer>): AsyncGenerator<string | Buffer> {
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
