import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { createBenchDatabase } from "./bench-database.ts";
import { createTalk } from "./talk.ts";
import { waitUntil } from "./wait-until.ts";

/** How updates come. */
export type TelegramMode = "polling" | "webhook";

const port = 39_471;
const firstAnswersMs = 600_000;

/** The service as a process of its own between a Bot API stand-in and a database, with people who write. */
export async function startTelegramStage({ people, mode }: { people: number; mode: TelegramMode }) {
  const telegram = await startTelegram({ limits: "none" });
  const database = await createBenchDatabase();
  const parts = mode === "webhook" ? "http,jobs,telegram" : "jobs,telegram";
  const run = () =>
    runFaturabot(["start", "--only", parts], {
      DATABASE_URL: database.url,
      DEMO: "on",
      PORT: String(port),
      LOOP_LIMIT_PER_MINUTE: "100000",
      LOG_LEVEL: process.env.BENCH_LOG ?? "fatal",
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_MODE: mode,
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
      TELEGRAM_WEBHOOK_SECRET: "segredo-da-medicao",
    });
  let service = run();
  const kill = async () => {
    service.kill("SIGKILL");
    await service.ended;
  };
  const persons = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
  const talk = createTalk(
    persons.map(({ says, messages }) => ({ says, heard: () => messages().map(({ text = "" }) => text) })),
  );
  for (const person of persons) person.starts();
  if (!(await waitUntil(talk.hasBegun, firstAnswersMs))) throw new Error(`No first answers:\n${service.said()}`);
  return {
    talk,
    database,
    telegram,
    pid: () => service.pid,
    async killNode(): Promise<void> {
      await kill();
      service = run();
    },
    async close(): Promise<void> {
      await kill();
      await telegram.stop();
      await database.drop();
    },
  };
}
