import pg from "pg";
import { AppError } from "../core/app-error.ts";
import { unsetSettings } from "./session.ts";

/** Oldest supported version, as a `server_version_num` of PostgreSQL; docs/operacao.md names it. */
const oldestPostgres = 140_000;

const pooler =
  "DATABASE_URL leva a um pooler (PgBouncer) que não guarda a sessão. Use o endereço do próprio PostgreSQL, em geral na porta 5432.";

interface Server {
  version: number;
  name: string;
  encoding: string;
  pid: number;
}

/**
 * Throws AppError, with one sentence, for a database in which nothing of ours would work: it is too old, or not in
 * UTF-8, or behind a pooler that lends the connection of a session to others. Otherwise returns its
 * `server_version_num`.
 */
export async function refuseUnfit(first: pg.ClientBase, second: pg.ClientBase): Promise<number> {
  const { version, name, encoding, pid } = await serverOf(first);
  if (version < oldestPostgres)
    throw unfit("database-too-old", `O PostgreSQL ${name} é antigo demais. Use o 14 ou mais novo.`);
  if (encoding !== "UTF8")
    throw unfit(
      "database-encoding",
      `O banco de dados está em ${encoding}, e nomes e conversas precisam de UTF-8. Crie outro: CREATE DATABASE faturabot ENCODING 'UTF8' TEMPLATE template0.`,
    );
  // If two open sessions are one process of the server, a pooler lends that process out for a transaction at a time.
  const shared = (await serverOf(second)).pid === pid;
  if (shared || (await unsetSettings(first)).length > 0) throw unfit("database-pooler", pooler);
  return version;
}

/** Returns the AppError for a session that a pooler refused to open; undefined for any other error. */
export const poolerRefusal = (error: unknown): AppError | undefined =>
  error instanceof pg.DatabaseError && error.code === "08P01" && /startup parameter/.test(error.message)
    ? unfit("database-pooler", pooler, error)
    : undefined;

/**
 * Throws AppError, with one sentence, for a database that we may not change: a standby, or one in which our role may
 * create nothing.
 */
export async function refuseReadOnly(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ standby: boolean; tables: boolean; queue: boolean; role: string }>(
    `SELECT pg_is_in_recovery() AS standby, current_user AS role,
            coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) AS tables,
            coalesce(has_schema_privilege(to_regnamespace('pgboss'), 'CREATE'),
                     has_database_privilege(current_database(), 'CREATE')) AS queue`,
  );
  const [found] = rows;
  if (found?.standby)
    throw unfit("database-standby", "O PostgreSQL de DATABASE_URL é uma réplica só de leitura. Use o principal.");
  if (found && !(found.tables && found.queue))
    throw unfit(
      "database-rights",
      `O usuário "${found.role}" não pode criar tabelas neste banco. Faça dele o dono: ALTER DATABASE … OWNER TO "${found.role}".`,
    );
}

async function serverOf(client: pg.ClientBase): Promise<Server> {
  const { rows } = await client.query<Server>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
            current_setting('server_encoding') AS encoding, pg_backend_pid() AS pid`,
  );
  const [server] = rows;
  if (!server) throw new Error("A server without a version");
  return server;
}

const unfit = (code: string, message: string, cause?: unknown) => new AppError(code, message, { cause });
