import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { machine } from "./machine.ts";
import { createRandom } from "./random.ts";
import { createTalk } from "./talk.ts";
import { waitUntil } from "./wait-until.ts";

// kill -9 of the service, of the PostgreSQL that comes along, and of both, while people write. A message that was
// acknowledged to Telegram and not answered in the end is lost.
const { values } = parseArgs({
  options: { kills: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const people = 50;
const patienceMs = 600_000;
const random = createRandom(Number(values.seed));
const telegram = await startTelegram({ limits: "none" });
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-")));
const data = path.join(folder, "data");
const run = () =>
  runFaturabot(["start", "--only", "jobs,telegram"], {
    DATA_DIR: data,
    LOOP_LIMIT_PER_MINUTE: "100000",
    LOG_LEVEL: process.env.BENCH_LOG ?? "fatal",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  });
let service = run();
try {
  const persons = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
  const talk = createTalk(
    persons.map(({ says, messages }) => ({ says, heard: () => messages().map(({ text = "" }) => text) })),
  );
  for (const person of persons) person.starts();
  if (!(await waitUntil(talk.hasBegun, patienceMs))) throw new Error(`No first answers:\n${service.said()}`);
  for (let kill = 0; kill < Number(values.kills); kill++) {
    const before = talk.answers();
    talk.writeRound();
    await waitUntil(() => talk.answers() > before + random() * people, patienceMs);
    if (kill % 3 !== 0) killServer();
    if (kill % 3 !== 1) {
      service.kill("SIGKILL");
      await service.ended;
      service = run();
    }
    await sleep(random() * 1000);
  }
  talk.writeRound();
  await waitUntil(talk.isComplete, patienceMs);
  const { lost, doubled, outOfOrder } = talk.count();
  console.log(`${machine()}\n\n| what | messages | lost | doubled | out of order |\n|---|---|---|---|---|`);
  console.log(
    `| ${values.kills} × kill -9: service, PostgreSQL, both in turn | ${talk.written()} | ${lost} | ${doubled} | ${outOfOrder} |`,
  );
  if (lost > 0) process.exitCode = 1;
} finally {
  service.kill("SIGTERM");
  await service.ended;
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** By the number in its own file; where it is just being started there is none yet. */
function killServer(): void {
  try {
    process.kill(
      Number(readFileSync(path.join(data, "postgresql/data/postmaster.pid"), "utf8").split("\n")[0]),
      "SIGKILL",
    );
  } catch {}
}
