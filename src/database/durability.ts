import pg, { type ClientConfig } from "pg";

/** Settings of PostgreSQL that, when off, may lose committed data in a power failure. */
export const durabilitySettings = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** Returns those of them that are off in a session of ours. */
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
