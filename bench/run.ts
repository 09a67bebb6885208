import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import type { Bench } from "./bench.ts";
import { measureDocuments } from "./documents.ts";
import { machine } from "./machine.ts";
import { drainEmptyJobs, drainNotices } from "./notices.ts";
import { startBenchService } from "./service.ts";
import { measureStart } from "./start.ts";
import { tableRows } from "./table-rows.ts";
import { measureTurns } from "./turns.ts";

// Everything in one run, against each other: only the ratios mean something on another machine.
const groups = {
  turn: measureTurns,
  notices: measureNotices,
  documents: measureDocuments,
  start: measureStart,
};
/** Each makes databases of its own, and takes minutes: run where it is asked for. */
const alone = ["memory", "hostile", "imports", "embedded", "together", "kills", "at-rest"];

const { values: asked } = parseArgs({
  options: { only: { type: "string" }, json: { type: "boolean", default: false } },
});
const { only, json } = asked;
const chosen = Object.entries(groups).filter(([name]) => only === undefined || name === only);
if (only !== undefined && alone.includes(only)) runAlone(only);
else if (chosen.length === 0) throw new Error(`--only: one of ${[...Object.keys(groups), ...alone].join(", ")}`);
else await runGroups();

function runAlone(name: string): void {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const args = ["--import", "tsx", script];
  if (!json) return void execFileSync(process.execPath, args, { stdio: "inherit" });
  const said = execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  for (const row of tableRows(said)) console.log(JSON.stringify(row));
}

async function runGroups(): Promise<void> {
  const server = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres");
  const name = `faturabot_bench_${randomBytes(4).toString("hex")}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.href });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server.href), { pathname: `/${name}` }).href;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-"));
  const row: Bench["row"] = (what, figure, beside = "") =>
    console.log(json ? JSON.stringify({ what, figure, beside }) : `| ${what} | ${figure} | ${beside} |`);
  try {
    await (await startBenchService(url, false)).close();
    if (!json) console.log(`${machine()}\n\n| what | figure | beside |\n|---|---|---|`);
    for (const [, measure] of chosen) await measure({ url, folder, row });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function measureNotices({ url, row }: Bench): Promise<void> {
  const jobs = await drainEmptyJobs(url, 20_000);
  row("empty pg-boss jobs, 20,000", `${jobs.toFixed(0)}/s`);
  const notices = await drainNotices(url, 20_000);
  row(
    "notices due at once, 20,000",
    `${notices.perSecond.toFixed(0)}/s, first ${notices.firstLateMs} ms late, worst ${notices.worstLateMs} ms, ${notices.doubled} doubled`,
    `${(notices.perSecond / jobs).toFixed(2)} of empty jobs`,
  );
}
