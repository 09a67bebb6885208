import { randomBytes } from "node:crypto";
import pg from "pg";
import { startProxy } from "../tests/support/start-proxy.ts";

const server = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres");

/** A database of the bench's own, behind a way in that can be shut. */
export type BenchDatabase = Awaited<ReturnType<typeof createBenchDatabase>>;

/** Makes it on the server of DATABASE_URL, by default the local one. */
export async function createBenchDatabase() {
  const name = `faturabot_bench_${randomBytes(4).toString("hex")}`;
  const on = async (database: string, statement: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: database }).href });
    await client.connect();
    const { rows } = await client.query(statement, values);
    await client.end();
    return rows;
  };
  await on(server.pathname, `CREATE DATABASE ${name}`);
  const proxy = await startProxy({ host: server.hostname, port: Number(server.port || 5432) });
  return {
    /** Straight to the server. */
    direct: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    /** Through the way in. */
    url: Object.assign(new URL(server), { host: `127.0.0.1:${proxy.port}`, pathname: `/${name}` }).href,
    query: (statement: string, values?: unknown[]) => on(`/${name}`, statement, values),
    /** The server ends every connection to this database, as when an operator restarts it. */
    cutConnections: () =>
      on(
        server.pathname,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
        [name],
      ),
    /** Nobody is there for a while. */
    async goesFor(ms: number): Promise<void> {
      proxy.shut();
      await new Promise((resolve) => setTimeout(resolve, ms));
      proxy.open();
    },
    async drop(): Promise<void> {
      await proxy.stop();
      await on(server.pathname, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
