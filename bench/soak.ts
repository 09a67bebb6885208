import { parseArgs } from "node:util";
import { machine } from "./machine.ts";
import { startTelegramStage } from "./telegram-stage.ts";
import { waitUntil } from "./wait-until.ts";
import { startWhatsappStage } from "./whatsapp-stage.ts";

// Five messages a second, something going wrong every minute: what went in and what came out.
const { values: asked } = parseArgs({
  options: { minutes: { type: "string", default: "30" }, channel: { type: "string", default: "telegram" } },
});
const perSecond = 5;
const people = 60;
const minutes = Number(asked.minutes);
const patienceMs = 600_000;
const { stage, faults } = asked.channel === "whatsapp" ? await onWhatsapp() : await onTelegram();
const { talk } = stage;

try {
  console.log(`${machine()}\n`);
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  for (let minute = 0; elapsed() < minutes * 60; ) {
    while (talk.written() < elapsed() * perSecond) talk.write(talk.written());
    if (elapsed() >= (minute + 0.5) * 60) {
      const [what, happens] = faults[minute % faults.length] ?? ["nothing", () => {}];
      console.log(`${elapsed().toFixed(0)} s, ${talk.written()} in, ${talk.answers()} out: ${what}`);
      void happens();
      minute += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await waitUntil(talk.isComplete, patienceMs);
  const { lost, doubled, outOfOrder } = talk.count();
  console.log("\n| what | in | out | lost | doubled | out of order |\n|---|---|---|---|---|---|");
  const what = `${asked.channel}, ${minutes} minutes, ${perSecond}/s, a fault a minute`;
  console.log(`| ${what} | ${talk.written()} | ${talk.answers()} | ${lost} | ${doubled} | ${outOfOrder} |`);
  if (lost + outOfOrder > 0) process.exitCode = 1;
} finally {
  await stage.close();
}

type Fault = [what: string, happens: () => unknown];

async function onTelegram() {
  const stage = await startTelegramStage({ people, mode: "polling" });
  const { telegram, database } = stage;
  const faults: Fault[] = [
    ["Node killed", stage.killNode],
    ["database connections cut", database.cutConnections],
    ["Telegram cuts every connection", telegram.cutConnections],
    ["database gone for 5 s", () => database.goesFor(5000)],
    [
      "a question for news hangs",
      () => telegram.faults.add({ method: "getUpdates" }, { kind: "hang", accepted: false }),
    ],
  ];
  return { stage, faults };
}

async function onWhatsapp() {
  const stage = await startWhatsappStage({ people });
  const { network, database } = stage;
  const faults: Fault[] = [
    ["Node killed", stage.killNode],
    ["Chromium killed", stage.killChromium],
    ["page reloaded", () => network.tell({ kind: "reload" })],
    ["database connections cut", database.cutConnections],
    ["database gone for 5 s", () => database.goesFor(5000)],
  ];
  return { stage, faults };
}
