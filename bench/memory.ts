import { parseArgs } from "node:util";
import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { createBenchDatabase } from "./bench-database.ts";
import { machine } from "./machine.ts";
import { waitUntil } from "./wait-until.ts";

// What the service holds after 1,000 updates and after many: the heap once it was swept, and all that is resident. The
// service is a process of its own; people and Telegram stand-in are here.
const { values: asked } = parseArgs({ options: { updates: { type: "string", default: "100000" } } });
const people = 100;
const first = 1000;
const total = Number(asked.updates);
const patienceMs = 300_000;
const mostGrowth = 1.2;
const mostMegabytes = 200;

const telegram = await startTelegram({ limits: "none" });
const database = await createBenchDatabase();
const service = runFaturabot(["start", "--only", "jobs,telegram"], {
  DATABASE_URL: database.direct,
  DEMO: "on",
  LOOP_LIMIT_PER_MINUTE: "100000",
  LOG_LEVEL: "fatal",
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.url,
  // The first as the image and the systemd unit start it.
  NODE_OPTIONS: `--max-semi-space-size=4 --expose-gc --import ${new URL("report-memory.mjs", import.meta.url).href}`,
});
const persons = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
try {
  for (const person of persons) person.starts();
  await answered();
  console.log(`${machine()}\n\n| after | heap, swept | resident | updates/s |\n|---|---|---|---|`);
  const early = await writeUntil(0, first);
  const late = await writeUntil(first, total);
  const growth = late.heapUsed / early.heapUsed;
  console.log(`| growth | ${growth.toFixed(2)} | ${(late.rss / early.rss).toFixed(2)} | |`);
  if (growth > mostGrowth || late.rss > mostMegabytes * 1024 ** 2) process.exitCode = 1;
} finally {
  service.kill("SIGKILL");
  await service.ended;
  await telegram.stop();
  await database.drop();
}

async function writeUntil(from: number, until: number): Promise<{ heapUsed: number; rss: number }> {
  const begun = performance.now();
  for (let written = from; written < until; written += people) {
    for (const { says } of persons) says(written % (2 * people) === 0 ? "ajuda" : "obrigado");
    await answered();
  }
  const perSecond = (until - from) / ((performance.now() - begun) / 1000);
  const memory = await told(service.said().split("memory:").length);
  const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
  console.log(
    `| ${until} updates | ${megabytes(memory.heapUsed)} | ${megabytes(memory.rss)} | ${perSecond.toFixed(0)} |`,
  );
  return memory;
}

/** Everybody was answered; what was said is forgotten here, so that it is not counted again and again. */
async function answered(): Promise<void> {
  if (!(await waitUntil(() => persons.every(({ messages }) => messages().length > 0), patienceMs)))
    throw new Error(`Not answered:\n${service.said()}`);
  for (const { room } of persons) room.messages.length = 0;
  telegram.calls.length = 0;
}

async function told(times: number): Promise<{ heapUsed: number; rss: number }> {
  service.kill("SIGUSR2");
  await waitUntil(() => /\n$/.test(service.said().split("memory:")[times] ?? ""), patienceMs);
  return JSON.parse(service.said().split("memory:")[times] ?? "{}");
}
