import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { AppError } from "../../core/app-error.ts";
import { applyMigrations } from "../apply-migrations.ts";
import type { BackupHead } from "./backup-head.ts";
import type { Sequence } from "./backup-lines.ts";
import { withCopySession } from "./copy-session.ts";
import { countLines } from "./count-lines.ts";
import type { OnRows } from "./on-rows.ts";
import { type BackupRead, readBackup } from "./read-backup.ts";
import { refuseFilled } from "./refuse-filled.ts";
import { type Table, tablesOf } from "./tables-of.ts";
import { withoutConstraints } from "./without-constraints.ts";

/**
 * Fills an empty database from a checked backup: creates the schema of the backup, loads all rows in one transaction,
 * then applies the newer migrations. Throws AppError, and its message says which of these happened: the database is not
 * empty (nothing was changed); PostgreSQL refused a row, or the connection was lost (no row was kept); or the rows were
 * loaded but the migrations failed.
 */
export async function restoreBackup(
  connection: pg.ClientConfig,
  { file, head }: BackupRead,
  { onRows = () => {}, migrations }: { onRows?: OnRows; migrations?: string } = {},
): Promise<void> {
  const applied = new Set(head.migrations.map(({ name }) => name));
  try {
    await withCopySession(connection, (client) => refuseFilled(client, head));
    await applyMigrations(connection, migrations, applied);
    await withCopySession(connection, (client) => load(client, { file, head }, onRows));
  } catch (cause) {
    throw faultOf(cause);
  }
  try {
    await applyMigrations(connection, migrations);
    await withCopySession(connection, analyse);
  } catch (cause) {
    throw new AppError(
      "restore-unfinished",
      `Todas as linhas da cópia já estão no banco, mas ele não ficou atualizado: ${messageOf(cause)} Não restaure de novo: rode \`faturabot migrate\`.`,
      { cause },
    );
  }
}

async function analyse(client: pg.Client): Promise<void> {
  const names = (await tablesOf(client)).map(({ name }) => name);
  await client.query(`ANALYZE ${names.join(", ")}`);
}

/**
 * If the connection is lost during COMMIT, it is not known whether the rows were stored. The message is true in either
 * case.
 */
function faultOf(cause: unknown): unknown {
  if (cause instanceof AppError && cause.code === "connection-lost")
    return new AppError(
      "connection-lost",
      "A conexão com o PostgreSQL caiu no meio. As linhas entram todas ou nenhuma: rode `faturabot restore` de novo. Se ele disser que o banco já tem linhas, estão todas lá, e falta só `faturabot migrate`.",
      { cause },
    );
  if (!(cause instanceof pg.DatabaseError)) return cause;
  return new AppError("restore-failed", `O PostgreSQL recusou a cópia, e nenhuma linha ficou: ${cause.message}.`, {
    cause,
  });
}

const messageOf = (error: unknown) => (error instanceof AppError ? error.message : `${(error as Error).message}.`);

async function load(client: pg.Client, backup: { file: string; head: BackupHead }, onRows: OnRows): Promise<void> {
  const { file, head } = backup;
  await client.query("BEGIN");
  const tables = await tablesOf(client);
  await withoutConstraints(client, tables, async () => {
    // Checked again: now the locks keep others from writing.
    await refuseFilled(client, head);
    const { sequences } = await readBackup(file, async (table, rows) => {
      refuseUnknown(table, tables);
      const into = client.query(copyFrom(`COPY ${table.name} (${table.columns.join(", ")}) FROM STDIN`));
      await pipeline(Readable.from(counting(rows, (count) => onRows(table.name, count))), into);
    });
    for (const sequence of sequences) await setSequence(client, sequence);
  });
  await client.query("COMMIT");
}

/** Throws unless the database has this table and these columns, because the names become part of a statement. */
function refuseUnknown({ name, columns }: Table, tables: readonly Table[]): void {
  const known = tables.find((table) => table.name === name);
  if (!known || columns.some((column) => !known.columns.includes(column)))
    throw new AppError("backup-other-schema", `A cópia não combina com as suas migrações: ${name} é outra tabela.`);
}

async function* counting(rows: AsyncIterable<Buffer>, onCount: (count: number) => void): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const chunk of rows) {
    count += countLines(chunk);
    onCount(count);
    yield chunk;
  }
}

const setSequence = (client: pg.ClientBase, { name, last, called }: Sequence) =>
  client.query("SELECT setval($1::regclass, $2::bigint, $3)", [name, last, called]);
