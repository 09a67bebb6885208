import pg, { type ClientConfig } from "pg";

/** PostgreSQL settings that must be on: with one of them off, a power failure may lose committed data. */
export const durabilitySettings = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** Returns the durability settings that are off in a session with this connection. */
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
