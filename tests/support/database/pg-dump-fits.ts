import { spawnSync } from "node:child_process";
import pg from "pg";
import { inject } from "vitest";

/** Whether the machine has a pg_dump that the run's server is not too new for: it refuses a newer server than itself. */
export async function pgDumpFits(): Promise<boolean> {
  const { stdout } = spawnSync("pg_dump", ["--version"], { encoding: "utf8" });
  const major = Number(/(\d+)\./.exec(stdout ?? "")?.[1] ?? 0);
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  const { rows } = await client.query<{ major: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS major",
  );
  await client.end();
  return major >= (rows[0]?.major ?? 0);
}
