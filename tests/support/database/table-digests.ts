import pg, { type PoolConfig } from "pg";

/** Of each table, the queue's jobs among them, how many rows it has and a digest of what stands in them. */
export async function tableDigests(database: pg.Client | PoolConfig): Promise<Record<string, string>> {
  if (database instanceof pg.Client) return digestsOf(database);
  const client = new pg.Client(database);
  await client.connect();
  try {
    return await digestsOf(client);
  } finally {
    await client.end();
  }
}

async function digestsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job_common') ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row::text, ' ' ORDER BY row::text)), '') AS digest
         FROM ${name} AS row`,
    );
    found[name] = rows[0]?.digest ?? "";
  }
  return found;
}
