import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeReturn } from "../tests/standins/banks/cnab/write-return.ts";
import { builtCommand } from "../tests/support/built-command.ts";
import { databaseUrl } from "../tests/support/database/database-url.ts";
import type { Bench } from "./bench.ts";
import { onServer } from "./on-server.ts";

const rounds = 5;
const chat = ["chat", "--phone", "5511900000001", "--json", "--wait", "0s"];
const boleto =
  '{"banco":"341","agencia":"1234","conta":"56789","carteira":"109","nossoNumero":"56789012","valorCentavos":8950,"vencimento":"2027-01-31"}\n';

const paid = {
  movement: "06",
  nossoNumero: "50000281",
  dv: "2",
  seuNumero: "F-101",
  due: "2026-12-10",
  cents: 10_990,
  paid: 11_261,
  juros: 271,
  fee: 189,
  occurred: "2026-12-24",
  credited: "2026-12-28",
  reasons: ["04"],
};

/** From nothing to the list of invoices, beside a PostgreSQL that is up; and what short commands take, beside Node alone. */
export async function measureStart({ url, folder, row }: Bench): Promise<void> {
  const took = { first: [] as number[], later: [] as number[], upNew: [] as number[], upLater: [] as number[] };
  const file = path.join(folder, "retorno.ret");
  writeFileSync(file, writeReturn("341", [paid]));
  const node: number[] = [];
  const commands = { boleto: [] as number[], "retorno --dry-run": [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const dataDir = path.join(mkdtempSync(path.join(folder, "start-")), "data");
    const name = `faturabot_bench_start_${process.pid}_${round}`;
    await onServer(url, `CREATE DATABASE ${name}`);
    const up = { DATABASE_URL: databaseUrl(url, name), DEMO: "on" };
    for (const [kind, settings] of [
      ["first", { DATA_DIR: dataDir }],
      ["upNew", up],
      ["later", { DATA_DIR: dataDir }],
      ["upLater", up],
    ] as const)
      took[kind].push(await firstOutput([builtCommand(), ...chat], "oi\n", settings));
    await onServer(url, `DROP DATABASE ${name} WITH (FORCE)`);
    node.push(await firstOutput(["-e", "console.log(0)"], ""));
    commands.boleto.push(await firstOutput([builtCommand(), "boleto"], boleto));
    commands["retorno --dry-run"].push(
      await firstOutput([builtCommand(), "retorno", file, "--dry-run"], "", { DATA_DIR: `${dataDir}-none` }),
    );
  }
  const beside = (one: number[], other: number[]) => `${(median(one) / median(other)).toFixed(2)} ×`;
  const seconds = (all: number[]) => `${median(all).toFixed(2)} s`;
  row("from start to the first answer, a PostgreSQL that is up, new database", seconds(took.upNew));
  row("… that comes along, first time ever", seconds(took.first), beside(took.first, took.upNew));
  row("from start to the first answer, a PostgreSQL that is up, later", seconds(took.upLater));
  row("… that comes along, later", seconds(took.later), beside(took.later, took.upLater));
  row("node -e 0", seconds(node));
  for (const [name, all] of Object.entries(commands))
    row(`faturabot ${name}, to the first output`, seconds(all), `${beside(all, node)} of node -e 0`);
}

/** A whole process, until it says the first thing. */
async function firstOutput(args: string[], input: string, settings: Record<string, string> = {}): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...settings },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(input);
  await once(child.stdout, "data");
  const took = (performance.now() - begun) / 1000;
  if (child.exitCode === null) await once(child, "exit");
  return took;
}

function median(all: readonly number[]): number {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
}
