import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import pg from "pg";

const installed = "/usr/lib/postgresql";

/** The programs of the oldest PostgreSQL that is installed; undefined where none is. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed) : [];
  return versions
    .sort((one, other) => Number(one) - Number(other))
    .map((version) => path.join(installed, version, "bin"))
    .find((bin) => existsSync(path.join(bin, "initdb")));
}

/**
 * Makes a PostgreSQL cluster of its own, `data` in the given folder, and does not start it: `control("start")` does.
 * The server does not run as root: then as the user `postgres`, who must be able to write into the folder. `env` comes
 * on top of this process's own.
 */
export async function makeCluster(
  folder: string,
  settings: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const bin = postgresPrograms();
  if (!bin) throw new Error(`No PostgreSQL under ${installed}`);
  const idOf = (what: string) => Number(execFileSync("id", [what, "postgres"]));
  const as = {
    ...(process.getuid?.() === 0 && { uid: idOf("-u"), gid: idOf("-g") }),
    cwd: folder,
    stdio: "ignore" as const,
    env: { ...process.env, ...env },
  };
  const data = path.join(folder, "data");
  execFileSync(path.join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"], as);
  const port = await freePort();
  const own = [`port = ${port}`, "listen_addresses = '127.0.0.1'", `unix_socket_directories = '${folder}'`];
  appendFileSync(path.join(data, "postgresql.auto.conf"), [...own, ...settings, ""].join("\n"));
  const url = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  return {
    bin,
    as,
    data,
    port,
    /** Where a database of it is reached, as its superuser. */
    url,
    /** pg_ctl, until it is done. */
    async control(...args: string[]): Promise<void> {
      const child = spawn(path.join(bin, "pg_ctl"), ["-D", data, "-w", "-l", path.join(folder, "log"), ...args], as);
      const [code] = await once(child, "exit");
      if (code !== 0) throw new Error(`pg_ctl ${args.join(" ")} ended with ${code}`);
    },
    async query(text: string, values: unknown[] = [], database = "postgres") {
      const client = new pg.Client({ connectionString: url(database) });
      client.on("error", () => {});
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
