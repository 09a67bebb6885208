import { randomBytes } from "node:crypto";
import os from "node:os";
import pg from "pg";
import { startTelegram, type Telegram } from "../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { startBareTelegraf } from "./bare-telegraf.ts";
import { createTelegramTalk, type TelegramTalk } from "./telegram-talk.ts";

// 1,000 updates in 100 chats, killed six times on the way; then the same without kills, beside telegraf alone.
const people = 100;
const each = 10;
const kills = 6;
const patienceMs = 900_000;
const port = 39_471;
const secret = "segredo-da-medicao";
const server = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres");
type Mode = "polling" | "webhook";

console.log(
  `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load ${os.loadavg()[0]?.toFixed(1)}\n`,
);
console.log("| what | lost | doubled | out of order | answers/s |\n|---|---|---|---|---|");
const modes = ["polling", "webhook"] as const;
for (const mode of modes)
  await measure(`${people * each} updates, ${people} chats, ${kills} × kill -9, ${mode}`, mode, kills);
await measureBare();
for (const mode of modes) await measure(`the same without kills, ${mode}`, mode, 0);

async function measure(what: string, mode: Mode, killed: number): Promise<void> {
  const telegram = await startTelegram({ limits: "none" });
  const database = await createDatabase();
  let service = start(telegram, database.url, mode);
  try {
    const talk = createTelegramTalk(telegram, { people, each });
    await talk.begin();
    const begun = performance.now();
    const total = people * each;
    for (let round = 0; round < each; round++) talk.writeRound();
    for (let kill = 1; kill <= killed; kill++) {
      const mark = Math.floor((total * kill) / (killed + 1));
      await telegram.until(() => talk.answers() >= mark, `${mark} answers`, patienceMs);
      service.kill("SIGKILL");
      await service.ended;
      service = start(telegram, database.url, mode);
    }
    await telegram.until(talk.isComplete, "all answers", patienceMs);
    row(what, talk, killed === 0 ? total / ((performance.now() - begun) / 1000) : undefined);
  } finally {
    service.kill("SIGKILL");
    await service.ended;
    await telegram.stop();
    await database.drop();
  }
}

async function measureBare(): Promise<void> {
  const telegram = await startTelegram({ limits: "none" });
  const stop = startBareTelegraf(telegram.url, telegram.token);
  const talk = createTelegramTalk(telegram, { people, each });
  await talk.begin();
  const begun = performance.now();
  for (let round = 0; round < each; round++) talk.writeRound();
  await telegram.until(talk.isComplete, "all answers", patienceMs);
  row(
    "telegraf alone, polling, a fixed answer, no database",
    talk,
    (people * each) / ((performance.now() - begun) / 1000),
  );
  stop();
  await telegram.stop();
}

function row(what: string, talk: TelegramTalk, perSecond: number | undefined): void {
  const { lost, doubled, outOfOrder } = talk.count();
  console.log(`| ${what} | ${lost} | ${doubled} | ${outOfOrder} | ${perSecond?.toFixed(0) ?? ""} |`);
}

function start(telegram: Telegram, url: string, mode: Mode) {
  return runFaturabot(["start", "--only", mode === "webhook" ? "http,jobs,telegram" : "jobs,telegram"], {
    DATABASE_URL: url,
    DEMO: "on",
    PORT: String(port),
    LOOP_LIMIT_PER_MINUTE: "100000",
    LOG_LEVEL: "fatal",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: mode,
    TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
}

async function createDatabase() {
  const name = `faturabot_bench_${randomBytes(4).toString("hex")}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.href });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  return {
    url: Object.assign(new URL(server.href), { pathname: `/${name}` }).href,
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
