import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { startBareTelegraf } from "./bare-telegraf.ts";
import { machine } from "./machine.ts";
import { createTalk, type Talk } from "./talk.ts";
import { startTelegramStage, type TelegramMode } from "./telegram-stage.ts";
import { waitUntil } from "./wait-until.ts";

// 1,000 updates in 100 chats, killed six times on the way; then the same without kills, beside telegraf alone.
const people = 100;
const each = 10;
const kills = 6;
const patienceMs = 900_000;
const total = people * each;
const modes = ["polling", "webhook"] as const;

console.log(`${machine()}\n\n| what | lost | doubled | out of order | answers/s |\n|---|---|---|---|---|`);
for (const mode of modes) await measure(`${total} updates, ${people} chats, ${kills} × kill -9, ${mode}`, mode, kills);
await measureBare();
for (const mode of modes) await measure(`the same without kills, ${mode}`, mode, 0);

async function measure(what: string, mode: TelegramMode, killed: number): Promise<void> {
  const stage = await startTelegramStage({ people, mode });
  try {
    const begun = performance.now();
    for (let round = 0; round < each; round++) stage.talk.writeRound();
    for (let kill = 1; kill <= killed; kill++) {
      const mark = Math.floor((total * kill) / (killed + 1));
      await waitUntil(() => stage.talk.answers() >= mark, patienceMs);
      await stage.killNode();
    }
    await waitUntil(stage.talk.isComplete, patienceMs);
    row(what, stage.talk, killed === 0 ? begun : undefined);
  } finally {
    await stage.close();
  }
}

async function measureBare(): Promise<void> {
  const telegram = await startTelegram({ limits: "none" });
  const stop = startBareTelegraf(telegram.url, telegram.token);
  const persons = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
  const talk = createTalk(
    persons.map(({ says, messages }) => ({ says, heard: () => messages().map(({ text = "" }) => text) })),
  );
  for (const person of persons) person.starts();
  await waitUntil(talk.hasBegun, patienceMs);
  const begun = performance.now();
  for (let round = 0; round < each; round++) talk.writeRound();
  await waitUntil(talk.isComplete, patienceMs);
  row("telegraf alone, polling, a fixed answer, no database", talk, begun);
  stop();
  await telegram.stop();
}

/** `begun` where the time counts. */
function row(what: string, talk: Talk, begun: number | undefined): void {
  const perSecond = begun === undefined ? "" : (total / ((performance.now() - begun) / 1000)).toFixed(0);
  const { lost, doubled, outOfOrder } = talk.count();
  console.log(`| ${what} | ${lost} | ${doubled} | ${outOfOrder} | ${perSecond} |`);
  // Telegram knows no idempotency key: what was on its way at a kill may come twice. Lost or out of order is a fault.
  if (lost + outOfOrder > 0) process.exitCode = 1;
}
