import { parseArgs } from "node:util";
import { machine } from "../machine.ts";
import { type Act, imports, lists, outbox, recurring } from "./size/acts.ts";
import { openSide, type Side } from "./size/open-side.ts";
import { calm, noTimes, tell } from "./size/talks.ts";

// Everything at 200,000 subscribers, 2 million invoices and 10 million messages beside a new provider's database: each
// act in both in turn, so that other work on the machine meets both alike.
const { values: asked } = parseArgs({
  strict: false,
  options: {
    people: { type: "string", default: "200000" },
    rounds: { type: "string", default: "100" },
    /** Databases of that name are kept, and taken again. */
    keep: { type: "string" },
    /** Only what begins so. */
    act: { type: "string", default: "" },
  },
});
const goal = 1.3;
/** A slow one is not waited for as often as the others. */
const mostMs = 30_000;
const people = Number(asked.people);
const rounds = Number(asked.rounds);
const name = String(asked.keep ?? `faturabot_size_${Date.now().toString(36)}`);
const tellAll = (what: string) => console.error(what);
const small = await openSide(`${name}_small`, { people: 2000, deep: 50 }, tellAll);
const large = await openSide(`${name}_large`, { people, deep: people }, tellAll);
try {
  for (const side of [small, large]) await calm(side);
  console.log(`${machine()}\n`);
  console.log(
    "| what | p50, new | p99, new | p50, large | p99, large | p50 of large to new | |\n|---|---|---|---|---|---|---|",
  );
  for (const acts of [recurring, lists, imports, outbox])
    for (const [what, act] of Object.entries(acts)) if (isAsked(what)) row(what, ...(await measure(act)));
  if (isAsked("a turn")) await measureTurns();
} finally {
  for (const side of [small, large]) {
    await side.close();
    if (asked.keep === undefined) await side.drop();
  }
}
process.exit(0);

function isAsked(what: string): boolean {
  return what.startsWith(String(asked.act));
}

async function measure({ prepare, run, rounds: own = rounds }: Act): Promise<[number[], number[]]> {
  const times = new Map<Side, number[]>([small, large].map((side) => [side, []]));
  const warm = Math.min(10, own);
  const end = performance.now() + mostMs;
  for (let round = 0; round < own + warm && performance.now() < end; round++)
    for (const side of round % 2 === 0 ? [small, large] : [large, small]) {
      await prepare?.(side, round);
      const begun = performance.now();
      await run(side, round);
      if (round >= warm) times.get(side)?.push(performance.now() - begun);
    }
  return [times.get(small) ?? [], times.get(large) ?? []];
}

async function measureTurns(): Promise<void> {
  for (const chats of [1, 8]) {
    const took = new Map([small, large].map((side) => [side, { times: noTimes(), ms: 0, own: 0, turns: 0 }]));
    const stories = chats === 1 ? 2 * rounds : 8 * rounds;
    for (let from = 0; from < stories + 10 * chats; from += chats)
      for (const side of (from / chats) % 2 === 0 ? [small, large] : [large, small]) {
        const of = took.get(side);
        if (from < 10 * chats || !of) await tell(side, { from, chats });
        else {
          const processor = await side.startProcessor();
          const own = process.cpuUsage();
          await tell(side, { from, chats }, of.times);
          const { user, system } = process.cpuUsage(own);
          of.own += (user + system) / 1000;
          of.ms += await processor();
          of.turns += 3 * chats;
        }
      }
    const [few, many] = [took.get(small), took.get(large)];
    if (!few || !many) return;
    for (const [what, times] of Object.entries(few.times))
      row(`a turn, ${chats} chats: ${what}`, times, many.times[what] ?? []);
    for (const [whose, of] of [
      ["PostgreSQL", "ms"],
      ["the service", "own"],
    ] as const) {
      const [one, other] = [few[of] / few.turns, many[of] / many.turns];
      const ratio = other / one;
      console.log(
        `| a turn, ${chats} chats: processor time of ${whose} | ${one.toFixed(2)} ms | | ${other.toFixed(2)} ms | | ${ratio.toFixed(2)} | ${word(ratio)} |`,
      );
    }
  }
}

function row(what: string, few: readonly number[], many: readonly number[]): void {
  const figures = [at(few, 0.5), at(few, 0.99), at(many, 0.5), at(many, 0.99)];
  const ratio = at(many, 0.5) / at(few, 0.5);
  console.log(
    `| ${what} | ${figures.map((ms) => `${ms.toFixed(1)} ms`).join(" | ")} | ${ratio.toFixed(2)} | ${word(ratio)} |`,
  );
}

function word(ratio: number): string {
  return ratio <= goal ? "kept" : "**over**";
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
