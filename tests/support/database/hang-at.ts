import pg, { type PoolConfig } from "pg";
import { expect, vi } from "vitest";

/** A place in the database where whoever gets there stops, until it is let go. */
export interface Hang {
  /** Somebody is stopped there. */
  reached(): Promise<void>;
  /** Ends the sessions that are stopped there, their transactions undone, and lets everybody else pass. */
  end(): Promise<void>;
}

const key = 20_261_124;

/** Stops every session that writes to a table as `when` says (`BEFORE INSERT`, …) a row for which `where` holds. */
export async function hangAt(
  connection: PoolConfig,
  { table, when, where = "true" }: { table: string; when: string; where?: string },
): Promise<Hang> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`SELECT pg_advisory_lock(${key})`);
  await client.query(
    `CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF ${where} THEN PERFORM pg_advisory_xact_lock(${key}); END IF; RETURN NEW; END $$`,
  );
  await client.query(`CREATE TRIGGER hang ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION hang()`);
  const stopped = async () => {
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${key} AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows.map(({ pid }) => pid);
  };
  return {
    reached: () => vi.waitFor(async () => expect(await stopped()).not.toEqual([]), { timeout: 60_000, interval: 50 }),
    async end() {
      await client.query("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) pid", [await stopped()]);
      await client.query(`DROP TRIGGER hang ON ${table}`);
      await client.query("DROP FUNCTION hang");
      await client.end();
    },
  };
}
