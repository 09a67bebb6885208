import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { bareTurns } from "./bare-turns.ts";
import type { Bench } from "./bench.ts";

const seconds = 8;

/** Whole turns beside pgbench and beside their bare statements, all in the same minute. */
export async function measureTurns({ url, folder, row }: Bench): Promise<void> {
  await checkpoint(url);
  const base = await pgbench({ url, folder });
  row("pgbench, select + update + insert, 8 clients", `${base.perSecond.toFixed(0)}/s, p99 ${base.p99.toFixed(1)} ms`);
  const ofPgbench = (rate: number) => `${(rate / base.perSecond).toFixed(2)} of pgbench`;
  await checkpoint(url);
  const bare = await bareTurns(url, 8, seconds);
  row("a turn's statements over bare pg, 8 clients", `${bare.toFixed(0)}/s`, ofPgbench(bare));
  let oneRate = 0;
  for (const [processes, chats] of [
    [1, 8],
    [1, 64],
    [2, 64],
    [4, 64],
  ] as const) {
    await checkpoint(url);
    const rate = rateOf(await turns({ url, processes, chats }));
    oneRate ||= rate;
    const name = processes === 1 ? `1 process, ${chats} chats` : `${processes} processes, ${chats} chats each`;
    row(`turns, ${name}`, `${rate.toFixed(0)}/s`, `${ofPgbench(rate)}, ${(rate / bare).toFixed(2)} of bare pg`);
  }
  await checkpoint(url);
  const paced = await pgbench({ url, folder, rate: base.perSecond / 2 });
  row("pgbench at half its rate, 8 clients", `p50 ${paced.p50.toFixed(1)} ms, p99 ${paced.p99.toFixed(1)} ms`);
  await checkpoint(url);
  const [half] = await turns({ url, processes: 1, chats: 8, rate: oneRate / 2 });
  row(
    "a turn at half load, 8 chats",
    `p50 ${half?.p50.toFixed(1)} ms, p99 ${half?.p99.toFixed(1)} ms`,
    `p99 ${((half?.p99 ?? 0) / paced.p99).toFixed(1)} × of pgbench's at half its rate, ${((half?.p99 ?? 0) / base.p99).toFixed(1)} × at its full one`,
  );
}

/** What the one before left to be written to the disk is none of the next one's. */
export async function checkpoint(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CHECKPOINT");
  await client.end();
}

type Figures = { turns: number; seconds: number; p50: number; p99: number };
export function rateOf(all: readonly (Figures | undefined)[]): number {
  return all.reduce((sum, one) => sum + (one ? one.turns / one.seconds : 0), 0);
}

/** Each process warms up; then all of them begin together. */
export async function turns({
  url,
  processes,
  chats,
  rate = 0,
}: {
  url: string;
  processes: number;
  chats: number;
  rate?: number;
}): Promise<Figures[]> {
  const workers = Array.from({ length: processes }, (_, index) => {
    const args = [url, chats, seconds, index * 1000, rate].map(String);
    return fork(fileURLToPath(new URL("turns-worker.ts", import.meta.url)), args, { execArgv: ["--import", "tsx"] });
  });
  const said = () => Promise.all(workers.map((worker) => once(worker, "message")));
  await said();
  for (const worker of workers) worker.send("go");
  return (await said()).map(([figures]) => figures as Figures);
}

/** With a rate, a transaction's time counts from when it was due, as a turn's does. */
async function pgbench({
  url,
  folder,
  rate = 0,
}: {
  url: string;
  folder: string;
  rate?: number;
}): Promise<{ perSecond: number; p50: number; p99: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    DROP TABLE IF EXISTS bench_row, bench_log;
    CREATE TABLE bench_row (id int PRIMARY KEY, n int);
    INSERT INTO bench_row SELECT g, 0 FROM generate_series(1, 1000) g;
    CREATE TABLE bench_log (id bigserial PRIMARY KEY, row int, at timestamptz)`);
  await client.end();
  const logs = mkdtempSync(path.join(folder, "pgbench-"));
  const script = path.join(logs, "script.sql");
  writeFileSync(
    script,
    "\\set id random(1, 1000)\nBEGIN;\nSELECT n FROM bench_row WHERE id = :id;\nUPDATE bench_row SET n = n + 1 WHERE id = :id;\nINSERT INTO bench_log (row, at) VALUES (:id, now());\nCOMMIT;\n",
  );
  const paced = rate > 0 ? ["-R", String(Math.round(rate))] : [];
  const output = execFileSync(
    "pgbench",
    ["-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", String(seconds), ...paced, "-l", "-f", script, url],
    { encoding: "utf8", cwd: logs },
  );
  // A line a transaction: client, number, microseconds …
  const took = readdirSync(logs)
    .filter((name) => name.startsWith("pgbench_log"))
    .flatMap((name) => readFileSync(path.join(logs, name), "utf8").trim().split("\n"))
    .map((line) => Number(line.split(" ")[2]) / 1000)
    .sort((one, other) => one - other);
  const percentile = (share: number) => took[Math.floor(took.length * share)] ?? 0;
  return {
    perSecond: Number(/tps = ([\d.]+)/.exec(output)?.[1] ?? 0),
    p50: percentile(0.5),
    p99: percentile(0.99),
  };
}
