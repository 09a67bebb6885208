import pg, { type PoolConfig } from "pg";

/** Every row of ours and of the queue goes; the migrations' own table stays. */
export async function emptyDatabase(connection: PoolConfig): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`DO $$ DECLARE tables text; BEGIN
       SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO tables FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations';
       EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
       IF to_regclass('pgboss.job') IS NOT NULL THEN DELETE FROM pgboss.job; END IF;
     END $$`);
  await client.end();
}
