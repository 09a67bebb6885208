import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";

const installed = "/usr/lib/postgresql";
const connections = 60;
const diskMb = 700;

/** Makes and starts it. Only root can: the disk is mounted, and the server runs as its own user. */
export async function openCluster() {
  const version = readdirSync(installed).sort((one, other) => Number(other) - Number(one))[0];
  if (!version) throw new Error(`No PostgreSQL under ${installed}`);
  const bin = path.join(installed, version, "bin");
  const disk = mkdtempSync(path.join(os.tmpdir(), "faturabot-chaos-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMb}m,mode=0777`, "tmpfs", disk]);
  const [uid, gid] = ["-u", "-g"].map((what) => Number(execFileSync("id", [what, "postgres"])));
  const as = { uid: uid ?? 0, gid: gid ?? 0, cwd: disk, stdio: "ignore" as const };
  const data = path.join(disk, "data");
  execFileSync(path.join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"], as);
  const port = await freePort();
  writeFileSync(
    path.join(data, "postgresql.auto.conf"),
    [
      `port = ${port}`,
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = '${disk}'`,
      `max_connections = ${connections}`,
      "max_wal_size = '64MB'",
      "min_wal_size = '32MB'",
    ].join("\n"),
  );
  const url = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const control = async (...args: string[]) => {
    const child = spawn(path.join(bin, "pg_ctl"), ["-D", data, "-w", ...args], as);
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`pg_ctl ${args.join(" ")} ended with ${code}`);
  };
  const query = async (text: string, values: unknown[] = [], database = "faturabot") => {
    const client = new pg.Client({ connectionString: url(database) });
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** The server and every process of it. */
  const processes = () => {
    const main = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    const children = execFileSync("pgrep", ["-P", String(main)], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map(Number);
    return [main, ...children];
  };
  await control("start", "-l", path.join(disk, "log"));
  // No superuser: for those some connections are kept.
  await query("CREATE ROLE faturabot LOGIN", [], "postgres");
  await query("CREATE DATABASE faturabot OWNER faturabot", [], "postgres");
  const balloon = path.join(disk, "balloon");
  return {
    port,
    url: url("faturabot").replace("postgres@", "faturabot@"),
    query,
    restart: () => control("restart", "-m", "immediate", "-l", path.join(disk, "log")),
    freeze: () => processes().forEach((pid) => void process.kill(pid, "SIGSTOP")),
    thaw: () => processes().forEach((pid) => void process.kill(pid, "SIGCONT")),
    /** One connection's process dies: the server throws all others out and recovers. */
    async killBackend(): Promise<void> {
      const [row] = await query(
        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
      );
      if (row) process.kill(row.pid, "SIGKILL");
    },
    cutConnections: () =>
      query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'faturabot' AND pid <> pg_backend_pid()",
      ),
    async readOnly(on: boolean): Promise<void> {
      // A server that is read-only does not let this be changed by anybody who does not say otherwise.
      await query(`ALTER SYSTEM SET default_transaction_read_only = ${on ? "on" : "off"}`, [], "postgres");
      await query("SELECT pg_reload_conf()", [], "postgres");
    },
    /** Takes every connection there is, those of others too, until the given moment. */
    async crowd(until: Promise<unknown>): Promise<void> {
      const taken: pg.Client[] = [];
      const takeAll = async () => {
        for (let failed = false; !failed; ) {
          const client = new pg.Client({ connectionString: url("postgres") });
          client.on("error", () => {});
          await client.connect().then(
            () => taken.push(client),
            () => {
              failed = true;
            },
          );
        }
      };
      await takeAll();
      // Through a connection that is held: there is no other.
      await taken[0]?.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'faturabot'");
      await takeAll();
      await until;
      await Promise.all(taken.map((client) => client.end()));
    },
    /** Not a byte is left on the disk. */
    fillDisk(): void {
      const { bavail, bsize } = statfsSync(disk);
      execFileSync("fallocate", ["-l", String(bavail * bsize), balloon]);
    },
    emptyDisk: () => rmSync(balloon, { force: true }),
    log: () => readFileSync(path.join(disk, "log"), "utf8"),
    async stop(): Promise<void> {
      await control("stop", "-m", "immediate").catch(() => {});
      execFileSync("umount", [disk]);
      rmSync(disk, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
