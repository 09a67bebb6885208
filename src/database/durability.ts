import pg, { type ClientConfig } from "pg";

/** Settings of PostgreSQL without which what was confirmed may be lost with the power. */
export const durabilitySettings = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** Those of them that are off, for the connections that we make. */
export async function weakSettings(connection: ClientConfig): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT name FROM pg_settings WHERE name = ANY ($1) AND setting = 'off' ORDER BY name",
      [durabilitySettings],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
