import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { buildBoleto } from "../src/core/boleto/boleto.ts";
import type { BoletoSlip } from "../src/core/boleto/slip.ts";
import { drawBoletoPdf } from "../src/documents/boleto-pdf.ts";
import { builtCommand } from "../tests/support/built-command.ts";
import { bareTurns } from "./bare-turns.ts";
import { machine } from "./machine.ts";
import { drainEmptyJobs, drainNotices } from "./notices.ts";
import { startBenchService } from "./service.ts";

// Everything in one run, against each other: only the ratios mean something on another machine.
const { values: asked } = parseArgs({
  options: { only: { type: "string" }, json: { type: "boolean", default: false } },
});
// These two make databases of their own, take minutes, and end the process.
if (asked.only === "size") await import("./size.ts");
if (asked.only === "cost") await import("./cost.ts");
const seconds = 8;
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
const groups = { turn: measureTurns, notices: measureNotices, documents: measureDocuments, start: measureStart };
const chosen = Object.keys(groups).filter((name) => asked.only === undefined || name === asked.only);
if (chosen.length === 0) throw new Error(`--only: one of ${Object.keys(groups).join(", ")}`);
const row = (what: string, figure: string, beside = "") =>
  console.log(asked.json ? JSON.stringify({ what, figure, beside }) : `| ${what} | ${figure} | ${beside} |`);

try {
  await (await startBenchService(url, false)).close();
  if (!asked.json) console.log(`${machine()}\n\n| what | figure | beside |\n|---|---|---|`);
  for (const name of chosen) await groups[name as keyof typeof groups]();
} finally {
  rmSync(folder, { recursive: true, force: true });
  await administer(`DROP DATABASE ${name} WITH (FORCE)`);
}

async function measureTurns(): Promise<void> {
  const base = await pgbench(8);
  row("pgbench, select + update + insert, 8 clients", `${base.perSecond.toFixed(0)}/s, p99 ${base.p99.toFixed(1)} ms`);
  const ofPgbench = (rate: number) => `${(rate / base.perSecond).toFixed(2)} of pgbench`;
  const bare = await bareTurns(url, 8, seconds);
  row("a turn's statements over bare pg, 8 clients", `${bare.toFixed(0)}/s`, ofPgbench(bare));
  let oneRate = 0;
  for (const [processes, chats] of [
    [1, 8],
    [1, 64],
    [2, 32],
    [4, 16],
  ] as const) {
    const rate = rateOf(await turns({ processes, chats }));
    oneRate ||= rate;
    const name = processes === 1 ? `1 process, ${chats} chats` : `${processes} processes, ${chats} chats each`;
    row(`turns, ${name}`, `${rate.toFixed(0)}/s`, `${ofPgbench(rate)}, ${(rate / bare).toFixed(2)} of bare pg`);
  }
  const [half] = await turns({ processes: 1, chats: 8, rate: oneRate / 2 });
  row(
    "a turn at half load, 8 chats",
    `p50 ${half?.p50.toFixed(1)} ms, p99 ${half?.p99.toFixed(1)} ms`,
    `p99 ${((half?.p99 ?? 0) / base.p99).toFixed(1)} × of pgbench`,
  );
}

async function measureNotices(): Promise<void> {
  const jobs = await drainEmptyJobs(url, 20_000);
  row("empty pg-boss jobs, 20,000", `${jobs.toFixed(0)}/s`);
  const notices = await drainNotices(url, 20_000);
  row(
    "notices due at once, 20,000",
    `${notices.perSecond.toFixed(0)}/s, first ${notices.firstLateMs} ms late, worst ${notices.worstLateMs} ms, ${notices.doubled} doubled`,
    `${(notices.perSecond / jobs).toFixed(2)} of empty jobs`,
  );
}

async function measureStart(): Promise<void> {
  const ways = { embedded: { DATA_DIR: path.join(folder, "data") }, PostgreSQL: { DATABASE_URL: url, DEMO: "on" } };
  for (const [name, settings] of Object.entries(ways))
    row(`from start to the first answer, ${name}`, `${(await firstAnswer(settings)).toFixed(1)} s`);
}

type Figures = { turns: number; seconds: number; p50: number; p99: number };
function rateOf(all: readonly (Figures | undefined)[]): number {
  return all.reduce((sum, one) => sum + (one ? one.turns / one.seconds : 0), 0);
}

function turns({
  processes,
  chats,
  rate = 0,
}: {
  processes: number;
  chats: number;
  rate?: number;
}): Promise<Figures[]> {
  return Promise.all(
    Array.from({ length: processes }, (_, index) => {
      const args = [
        "--import",
        "tsx",
        "bench/turns-worker.ts",
        url,
        String(chats),
        String(seconds),
        String(index * 1000),
        String(rate),
      ];
      return new Promise<Figures>((resolve, reject) => {
        const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
        let text = "";
        child.stdout.on("data", (chunk) => {
          text += chunk;
        });
        child.once("exit", () => (text ? resolve(JSON.parse(text)) : reject(new Error("No figures"))));
      });
    }),
  );
}

async function pgbench(clients: number): Promise<{ perSecond: number; p99: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "CREATE TABLE bench_row (id int PRIMARY KEY, n int); INSERT INTO bench_row SELECT g, 0 FROM generate_series(1, 1000) g; CREATE TABLE bench_log (id bigserial PRIMARY KEY, row int, at timestamptz)",
  );
  await client.end();
  const script = path.join(folder, "script.sql");
  writeFileSync(
    script,
    "\\set id random(1, 1000)\nBEGIN;\nSELECT n FROM bench_row WHERE id = :id;\nUPDATE bench_row SET n = n + 1 WHERE id = :id;\nINSERT INTO bench_log (row, at) VALUES (:id, now());\nCOMMIT;\n",
  );
  const output = execFileSync(
    "pgbench",
    ["-n", "-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds), "-l", "-f", script, url],
    { encoding: "utf8", cwd: folder },
  );
  // A line a transaction: client, number, microseconds …
  const took = readdirSync(folder)
    .filter((name) => name.startsWith("pgbench_log"))
    .flatMap((name) => readFileSync(path.join(folder, name), "utf8").trim().split("\n"))
    .map((line) => Number(line.split(" ")[2]) / 1000)
    .sort((one, other) => one - other);
  return {
    perSecond: Number(/tps = ([\d.]+)/.exec(output)?.[1] ?? 0),
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
  };
}

/** A whole process, from nothing to the list of invoices: the embedded database is made on the way. */
async function firstAnswer(settings: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [builtCommand(), "chat", "--phone", "5511900000001", "--json", "--wait", "0s"],
    {
      env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...settings },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  child.stdin.end("oi\n");
  await once(child.stdout, "data");
  const took = (performance.now() - begun) / 1000;
  await once(child, "exit");
  return took;
}

async function measureDocuments(): Promise<void> {
  const input = {
    banco: "341",
    agencia: "1234",
    conta: "56789",
    carteira: "109",
    nossoNumero: "56789012",
    valorCentavos: 8950,
    vencimento: "2027-01-31",
  };
  const built = buildBoleto(input);
  if (!built.ok) throw new Error(built.error.message);
  let boletos = 0;
  for (const end = performance.now() + 3000; performance.now() < end; boletos++)
    buildBoleto({ ...input, valorCentavos: 1 + (boletos % 99_999) });
  row("boletos, one core", `${(boletos / 3).toFixed(0)}/s`);
  const party = { name: "VALE FIBRA TELECOM LTDA", document: "12.345.678/0001-95", address: "Avenida das Águas, 1000" };
  const slip: BoletoSlip = {
    boleto: built.boleto,
    beneficiary: party,
    payer: party,
    instructions: ["Após o vencimento, multa de 2%."],
  };
  let pdfs = 0;
  const begun = performance.now();
  for (; performance.now() - begun < 5000; pdfs++) await drawBoletoPdf(slip);
  row("PDFs, one core", `${(pdfs / ((performance.now() - begun) / 1000)).toFixed(0)}/s`);
}
