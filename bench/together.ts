import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { machine } from "./machine.ts";
import { proportionalMemory, serverProcesses } from "./server-processes.ts";
import { createTalk } from "./talk.ts";
import { waitUntil } from "./wait-until.ts";

// What the whole service and its database hold together, as `npm start` opens them: after the start, and after many turns.
const { values } = parseArgs({ options: { turns: { type: "string", default: "100000" } } });
const people = 100;
const mostMegabytes = 300;
const patienceMs = 600_000;
const settleMs = 60_000;
const telegram = await startTelegram({ limits: "none" });
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-")));
const data = path.join(folder, "data");
const service = runFaturabot(["start"], {
  DATA_DIR: data,
  PORT: "0",
  LOOP_LIMIT_PER_MINUTE: "100000",
  LOG_LEVEL: "fatal",
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.url,
  NODE_OPTIONS: "--max-semi-space-size=4",
});
try {
  await service.says(/aberto em/);
  const persons = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
  const talk = createTalk(
    persons.map(({ says, messages }) => ({ says, heard: () => messages().map(({ text = "" }) => text) })),
  );
  console.log(`${machine()}\n\n| after | service | PostgreSQL | together |\n|---|---|---|---|`);
  const start = report("the start");
  for (const person of persons) person.starts();
  if (!(await waitUntil(talk.hasBegun, patienceMs))) throw new Error(`No first answers:\n${service.said()}`);
  for (let turns = 0; turns < Number(values.turns); turns += people) {
    for (const { says } of persons) says(turns % (2 * people) === 0 ? "ajuda" : "obrigado");
    for (const { room } of persons) room.messages.length = 0;
    if (!(await waitUntil(() => persons.every(({ messages }) => messages().length > 0), patienceMs)))
      throw new Error(`Not answered:\n${service.said()}`);
    telegram.calls.length = 0;
  }
  const loaded = report(`${values.turns} turns, at the last answer`);
  // What garbage is left from the load is gone by then.
  await sleep(settleMs);
  const rested = report("a minute later");
  if (Math.max(start, loaded, rested) > mostMegabytes * 2 ** 20) process.exitCode = 1;
} finally {
  service.kill("SIGTERM");
  await service.ended;
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(after: string): number {
  const [node, server] = [
    proportionalMemory([service.pid ?? 0]),
    proportionalMemory(serverProcesses(path.join(data, "postgresql/data"))),
  ];
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  console.log(`| ${after} | ${megabytes(node)} | ${megabytes(server)} | ${megabytes(node + server)} |`);
  return node + server;
}
