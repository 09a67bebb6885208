import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { makeCluster } from "../../tests/support/database/make-cluster.ts";
import { createFakeClock } from "./fake-clock.ts";

const connections = 60;
const diskMb = 700;

/** Makes and starts it. Only root can: the disk is mounted, and the server runs as its own user. */
export async function openCluster() {
  const disk = mkdtempSync(path.join(os.tmpdir(), "faturabot-chaos-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMb}m,mode=0777`, "tmpfs", disk]);
  const clock = createFakeClock(["postgres"]);
  const settings = [`max_connections = ${connections}`, "max_wal_size = '64MB'", "min_wal_size = '32MB'"];
  const { data, port, url, control, query: queryOn } = await makeCluster(disk, settings, clock.settings);
  const query = (text: string, values: unknown[] = [], database = "faturabot") => queryOn(text, values, database);
  /** The server and every process of it. */
  const processes = () => {
    const main = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    const children = execFileSync("pgrep", ["-P", String(main)], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map(Number);
    return [main, ...children];
  };
  await control("start");
  // No superuser: for those some connections are kept.
  await query("CREATE ROLE faturabot LOGIN", [], "postgres");
  await query("CREATE DATABASE faturabot OWNER faturabot", [], "postgres");
  const balloon = path.join(disk, "balloon");
  return {
    port,
    clock,
    url: url("faturabot").replace("postgres@", "faturabot@"),
    query,
    restart: () => control("restart", "-m", "immediate"),
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
    /** Tables are read in one long transaction, as by a backup, until the given moment. */
    async backUp(tables: readonly string[], until: Promise<unknown>): Promise<void> {
      const client = new pg.Client({ connectionString: url("faturabot") });
      client.on("error", () => {});
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE ${tables.join(", ")} IN ACCESS SHARE MODE`);
      await until;
      await client.end();
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
      clock.remove();
    },
  };
}
