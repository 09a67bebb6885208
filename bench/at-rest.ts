import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { usedBy } from "./backends.ts";
import { createBenchDatabase } from "./bench-database.ts";
import { machine } from "./machine.ts";

// What a service that nobody writes to takes of a processor, and its PostgreSQL with it: the one that comes along or, with
// DATABASE_URL, a given one. The whole server is counted: it should have nothing else to do.
const { values: asked } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, settle: { type: "string", default: "120" } },
});
const seconds = Number(asked.minutes) * 60;
const mostPercent = 1;
const parentField = 3;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-"));
const given = process.env.DATABASE_URL ? await createBenchDatabase() : undefined;
const service = runFaturabot(["start"], {
  DATA_DIR: path.join(folder, "data"),
  ...(given && { DATABASE_URL: given.direct }),
  DEMO: "on",
  PORT: "0",
  HOST: "127.0.0.1",
  // As the image and the systemd unit start it.
  NODE_OPTIONS: "--max-semi-space-size=4",
});
try {
  await service.says(/http:\/\/127\.0\.0\.1:\d+/);
  // The morning's job, the first autovacuum, and V8's tidying up a minute later belong to the start.
  await wait(Number(asked.settle) * 1000);
  const postmaster = await postmasterPid();
  const used = async () => ({
    node: usedBy(service.pid ?? 0),
    postgres: usedByServer(postmaster),
  });
  const before = await used();
  await wait(seconds * 1000);
  const after = await used();
  const [node, postgres] = [after.node - before.node, after.postgres - before.postgres];
  const share = (ms: number) => (ms / (seconds * 1000)) * 100;
  const row = (what: string, ms: number) => `| ${what} | ${(ms / 1000).toFixed(2)} s | ${share(ms).toFixed(2)} % |`;
  console.log(`${machine()}\n\n| ${asked.minutes} minutes at rest | processor time | of a core |\n|---|---|---|`);
  console.log(`${row("service", node)}\n${row("PostgreSQL", postgres)}\n${row("both", node + postgres)}`);
  if (share(node + postgres) > mostPercent) process.exitCode = 1;
} finally {
  service.kill("SIGTERM");
  await service.ended;
  await given?.drop();
  rmSync(folder, { recursive: true, force: true });
}

/** From its own file or, elsewhere, as the parent of the service's connections. */
async function postmasterPid(): Promise<number> {
  const database = given;
  if (!database)
    return Number(readFileSync(path.join(folder, "data/postgresql/data/postmaster.pid"), "utf8").split("\n")[0]);
  const rows = await database.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()");
  const [parent] = (rows as { pid: number }[]).flatMap(({ pid }) => fieldsOf(pid)?.[parentField] ?? []);
  if (parent === undefined) throw new Error("PostgreSQL does not run on this machine");
  return Number(parent);
}

/** Of the postmaster, of all that run under it, and of those that have ended, in milliseconds. */
function usedByServer(postmaster: number): number {
  const processes = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [fieldsOf(name) ?? []] : []));
  const own = processes.filter((fields) => fields[0] === String(postmaster));
  const under = processes.filter((fields) => fields[parentField] === String(postmaster));
  const ticks = [...own, ...under].map((fields) => sum(fields.slice(13, 15)));
  return sum([...ticks, ...own.map((fields) => sum(fields.slice(15, 17)))]) * 10;
}

function sum(numbers: readonly (number | string)[]): number {
  return numbers.reduce<number>((so, number) => so + Number(number), 0);
}

/** What Linux tells of a process (proc(5), stat); undefined where it has ended. */
function fieldsOf(pid: number | string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/\(.*\)/s, "x")
      .split(" ");
  } catch {
    return undefined;
  }
}
