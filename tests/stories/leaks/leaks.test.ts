import { writeFileSync } from "node:fs";
import path from "node:path";
import { Gauge } from "prom-client";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { filesIn, keptFaults, lookThrough, marksOf, processTitles, queueRows } from "../../support/leak-search.ts";
import { type Day, liveADay } from "./live-a-day.ts";
import { firm, secrets, secretWords, zenobia } from "./marked.ts";
import { openTown, type Town } from "./open-town.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });
let town: Town;
let day: Day;
let marks: ReturnType<typeof marksOf>;
beforeAll(async () => {
  town = await openTown();
  day = await liveADay(town);
  const of = (who: string, values: object) =>
    Object.fromEntries(Object.entries(values).map(([field, value]) => [`${who}'s ${field}`, String(value)]));
  const [first = "", , last = ""] = zenobia.name.split(" ");
  marks = marksOf({
    ...of("Zenóbia", { ...zenobia, phone: town.hers.phone, first, last }),
    ...of("the firm", { ...firm, word: "Xilofones" }),
    ...of("the service", secrets),
    ...day.made,
    words: secretWords,
    wordsInShort: "quokka",
  });
});
afterAll(() => town?.stop());

/** Everywhere that a marked value does not belong. */
async function look() {
  const metrics = await (await fetch(`${town.url}/metrics`)).text();
  return lookThrough(
    {
      log: town.log().trim().split("\n"),
      "standard output": [...town.printed().split("\n"), "(its end)"],
      metrics: metrics.trim().split("\n"),
      "queue tables": await queueRows(town.app),
      "kept faults": await keptFaults(town.app),
      "temporary files": filesIn(town.temporary, town.settings),
      "answers to others": day.heardByOthers,
      "process titles": await processTitles(town.app),
      "event bodies": town.pushed,
    },
    marks,
  );
}
const nobodys = () => path.join(town.temporary, "nobodys");

it("after a whole day with everything that goes wrong, nothing of anybody's is found where it does not belong", async () => {
  writeFileSync(nobodys(), "a file, so that there is one to look at");
  const looked = await look();
  console.info(
    Object.entries(looked)
      .map(([place, { pieces, found }]) => `${place}: ${pieces} looked through, ${found.length} found`)
      .join("\n"),
  );
  for (const [place, { pieces, found }] of Object.entries(looked)) {
    expect([place, found]).toEqual([place, []]);
    expect([place, pieces > 0]).toEqual([place, true]);
  }
  expect(Object.keys(day.made).length).toBeGreaterThan(12);
});

it("a leak that is planted in any of them is found", async () => {
  const { app, hers } = town;
  const title = process.title;
  app.logger.trace(`a code for ${hers.phone}`);
  process.stderr.write(`${zenobia.document}\n`);
  new Gauge({ name: "planted", help: "…", labelNames: ["who"], registers: [app.metrics] }).set(
    { who: "Quixadá Wolfram" },
    1,
  );
  await app.queue.boss.send("deliver", { note: day.made["line 341"] ?? day.made["line 077"] ?? "" });
  await app.prisma.eventDeadLetter.updateMany({ data: { error: `nobody at ${firm.email}` } });
  writeFileSync(nobodys(), `<${encodeURIComponent(zenobia.address)}>`);
  day.heardByOthers.push(
    JSON.stringify({
      title: `${zenobia.document.slice(0, 3)}.${zenobia.document.slice(3, 6)}.${zenobia.document.slice(6, 9)}-${zenobia.document.slice(9)}`,
    }),
  );
  process.title = `faturabot ${secrets.erp}`;
  town.pushed.push(JSON.stringify({ pix: day.made["pix 077"] }));
  const looked = await look();
  process.title = title;
  const blind = Object.entries(looked).filter(([, { found }]) => found.length === 0);
  expect(blind.map(([place]) => place)).toEqual([]);
});
