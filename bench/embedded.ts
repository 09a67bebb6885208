import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { joinServer } from "../src/database/embedded/join-server.ts";
import { databaseUrl } from "../tests/support/database/database-url.ts";
import { urlOf } from "../tests/support/database/start-test-server.ts";
import { machine } from "./machine.ts";
import { onServer } from "./on-server.ts";
import { startBenchService } from "./service.ts";
import { checkpoint, rateOf, turns } from "./turns.ts";

// Turns on the PostgreSQL that comes along beside the machine's own: both flush to the same disk, in turn.
const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(values.rounds);
const given = process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres";
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-"));
const embedded = await joinServer(path.join(folder, "data"));
const name = `faturabot_bench_${process.pid}`;
const servers = { embedded: urlOf(embedded.connection), machine: given };
try {
  for (const server of Object.values(servers)) {
    await onServer(server, `CREATE DATABASE ${name}`);
    await (await startBenchService(databaseUrl(server, name), false)).close();
  }
  console.log(`${machine()}\n\n| turns a second | embedded | the machine's | ratio |\n|---|---|---|---|`);
  for (const chats of [8, 64]) {
    const rates = { embedded: [] as number[], machine: [] as number[] };
    for (let round = 0; round < rounds; round++)
      for (const side of round % 2 ? (["machine", "embedded"] as const) : (["embedded", "machine"] as const)) {
        const url = databaseUrl(servers[side], name);
        await checkpoint(url);
        rates[side].push(rateOf(await turns({ url, processes: 1, chats })));
      }
    const [ours, theirs] = [median(rates.embedded), median(rates.machine)];
    console.log(
      `| ${chats} chats, median of ${rounds} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${(ours / theirs).toFixed(2)} |`,
    );
  }
} finally {
  for (const server of Object.values(servers)) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await embedded.leave();
  rmSync(folder, { recursive: true, force: true });
}

function median(all: readonly number[]): number {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
}
