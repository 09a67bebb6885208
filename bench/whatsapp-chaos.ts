import { parseArgs } from "node:util";
import { machine } from "./machine.ts";
import { waitUntil } from "./wait-until.ts";
import { startWhatsappStage } from "./whatsapp-stage.ts";

// 200 messages in 40 chats through the real library in a real Chromium, with everything going wrong on the way. With
// `--break` the bench takes away what is stored and unanswered at a kill, as if it had been kept in memory alone: it
// must find that out.
const people = 40;
const each = 5;
const total = people * each;
const patienceMs = 600_000;
const takeOverMs = 30_000;
/** Sends go one after the other: one is in flight at each kill, of Node twice and of Chromium. */
const mostInFlight = 3;
const { values: asked } = parseArgs({ options: { break: { type: "boolean", default: false } } });

const stage = await startWhatsappStage({ people });
const { talk, database, network } = stage;
const faults: [string, () => unknown][] = [
  ["Node killed", killNode],
  ["Chromium killed", stage.killChromium],
  ["page reloaded before a send leaves", () => network.sendFaults.push("reload-before")],
  ["page reloaded after one left", () => network.sendFaults.push("reload-after")],
  ["page reloaded", () => network.tell({ kind: "reload" })],
  ["an answer lost", () => network.sendFaults.push("lose-answer")],
  ["database connections cut", database.cutConnections],
  ["database gone for 5 s", () => database.goesFor(5000)],
  ["Node killed again", killNode],
];
try {
  console.log(`${machine()}\n`);
  const begun = performance.now();
  for (const [index, [what, happens]] of faults.entries()) {
    // Each fault meets answers on their way.
    const until = Math.floor((total * (index + 1)) / faults.length);
    while (talk.written() < until) talk.write(talk.written());
    const before = talk.answers();
    await waitUntil(() => talk.answers() > before + 2, patienceMs);
    console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s, ${talk.answers()} answers: ${what}`);
    await happens();
  }
  while (talk.written() < total) talk.write(talk.written());
  await waitUntil(talk.isComplete, asked.break ? 120_000 : patienceMs);
  const seconds = (performance.now() - begun) / 1000;
  // What would come twice comes a moment later.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const { lost, doubled, outOfOrder } = talk.count();
  console.log("\n| what | lost | doubled | out of order | took |\n|---|---|---|---|---|");
  const what = `${talk.written()} messages, ${people} chats, ${faults.length} faults`;
  console.log(`| ${what} | ${lost} | ${doubled} | ${outOfOrder} | ${seconds.toFixed(0)} s |`);
  const late = asked.break ? 0 : await takeOver();
  if (lost + outOfOrder > 0 || doubled > mostInFlight || late > takeOverMs) process.exitCode = 1;
} finally {
  await stage.close();
}

async function killNode(): Promise<void> {
  const killed = stage.killNode();
  if (asked.break) {
    await database.query("DELETE FROM outbound_message WHERE status IN ('pending', 'unknown')");
    await database.query("DELETE FROM inbound_message WHERE status = 'received'");
  }
  await killed;
}

/** A second process waits for the number; gives how long after the first one's death somebody is answered, in ms. */
async function takeOver(): Promise<number> {
  stage.addNode();
  // It has to be there before the first one goes.
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  const at = await stage.killFirst();
  const late = stage.person("5521989999999");
  late.says("oi");
  await waitUntil(() => late.got().length > 0, patienceMs);
  const ms = performance.now() - at;
  console.log(`| a second process answers after the first one's kill -9 | | | | ${(ms / 1000).toFixed(1)} s |`);
  return ms;
}
