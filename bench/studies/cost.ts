import { randomUUID } from "node:crypto";
import { lockChoices } from "../../src/core/use-cases/boletos/lock-choices.ts";
import { runJob } from "../../tests/support/run-job.ts";
import { machine } from "../machine.ts";
import { habits, type PartName, type Parts, simulate, type Unit, type Units } from "./cost/simulate.ts";
import { outbox } from "./size/acts.ts";
import { openSide } from "./size/open-side.ts";
import { tell } from "./size/talks.ts";

// What a month of 200,000 subscribers takes, from what a look, a boleto and a notice take here, and at which number each
// part ends. How subscribers behave are assumptions: `habits` in cost/simulate.ts.
const cores = 8;
/** One paper goes with a notice: 406 a second on one core, `--only documents` (README). */
const paperMs = 1000 / 406;
const parts: Parts = {
  service: { does: "one service process, ms of a core", perSecond: 1000, lateBy: 5 },
  postgres: { does: `one PostgreSQL of ${cores} cores, ms of a core`, perSecond: cores * 1000, lateBy: 5 },
  // One after the other (lock-choices.ts), as measured; by eight people are up.
  lock: { does: "the morning's lock, boletos one after the other", perSecond: 0, lateBy: 6900 },
  telegram: { does: "Telegram's own limit of notices", perSecond: 30, lateBy: 60 },
  whatsapp: { does: "one WhatsApp number, WHATSAPP_DAILY_LIMIT=500", perSecond: 500 / 86_400, lateBy: 86_400 },
  // Documented for Inter's PIX; nothing is published for its boletos.
  banks: { does: `each of ${habits.banks} banks' APIs, 120 calls a minute`, perSecond: 2, lateBy: 1800 },
  // look-up-payable.ts; the next morning asks again.
  news: { does: "the morning's look at payable boletos, 60 a minute", perSecond: 1, lateBy: 86_400 },
};
const side = await openSide(`faturabot_cost_${Date.now().toString(36)}`, { people: 2000, deep: 50 }, () => {});
try {
  console.log(`${machine()}\n\n| one | service | PostgreSQL | rows | bytes |\n|---|---|---|---|---|`);
  const units = await measure();
  for (const [what, { serviceMs, postgresMs, rows, bytes }] of Object.entries(units))
    console.log(
      `| ${what} | ${serviceMs.toFixed(2)} ms | ${postgresMs.toFixed(2)} ms | ${rows.toFixed(1)} | ${bytes.toFixed(0)} |`,
    );
  console.log("\nBytes are a lower bound: VACUUM FULL packed them, which no service runs. Free room comes on top.");
  parts.lock.perSecond = units.locked.perSecond;
  showMonth(200_000, units);
  const sizes = [200_000, 2_000_000, 20_000_000];
  showParts(sizes, units);
  const months = sizes.map((size) => figure(1e7 / ((size * (habits.fetched + habits.locked)) / habits.banks)));
  console.log(`\nA range of ten million nossos números (seven digits) at each bank lasts ${months.join(", ")} months.`);
} finally {
  await side.close();
  await side.drop();
}
process.exit(0);

async function measure(): Promise<Units> {
  const look = (person: number) =>
    side.app.receive({
      channel: "whatsapp",
      address: `look-${person}`,
      phone: String(5_511_900_100_000 + person),
      externalId: randomUUID(),
      body: { kind: "text", text: "oi" },
    });
  const eight = (from: number) =>
    Promise.all(Array.from({ length: 8 }, (_, chat) => look(1001 + ((from + chat) % 900))));
  await tell(side, { from: 0, chats: 100 });
  for (let from = 0; from < 900; from += 8) await eight(from);
  const looks = await unit(1600, async () => {
    for (let from = 0; from < 1600; from += 8) await eight(from);
  });
  const story = await unit(800, async () => {
    for (let from = 100; from < 900; from += 8) await tell(side, { from, chats: 8 });
  });
  const lock =
    "UPDATE wallet SET lock_days = 20, default_bank_wallet_id = (SELECT id FROM bank_wallet WHERE external_id = 'itau')";
  await side.query(`${lock} WHERE external_id = 'fatura'`);
  let issued = 0;
  const all = await unit(1, async () => {
    issued = await lockChoices(side.app.deps);
  });
  const locked = Object.fromEntries(Object.entries(all).map(([what, sum]) => [what, sum / issued])) as Unit;
  locked.perSecond = all.perSecond * issued;
  const boletos = await side.query("SELECT id FROM boleto WHERE status = 'registering' LIMIT 400");
  const registration = await unit(boletos.length, async () => {
    for (const { id } of boletos) await runJob(side.app, { name: "register-boleto", boletoId: String(id) });
  });
  // A notice is two messages: the line and the paper.
  const notice = await unit(2000, async () => {
    for (let round = 0; round < 8; round++)
      for (const act of Object.values(outbox)) {
        await act.prepare?.(side, round);
        await act.run(side, round);
      }
  });
  notice.serviceMs += paperMs;
  return { look: looks, story, locked, registration, notice };
}

/** What one of so many takes; of rows and bytes, tables and indexes, what a vacuum does not give back. */
async function unit(count: number, act: () => Promise<void>): Promise<Unit> {
  const before = await stock();
  const processor = await side.startProcessor();
  const own = process.cpuUsage();
  const begun = performance.now();
  await act();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(own);
  const postgresMs = (await processor()) / count;
  const after = await stock();
  const [rows, bytes] = [(after.rows - before.rows) / count, (after.bytes - before.bytes) / count];
  return { serviceMs: (user + system) / 1000 / count, postgresMs, rows, bytes, perSecond: count / seconds };
}

async function stock(): Promise<{ rows: number; bytes: number }> {
  await side.query("VACUUM (FULL, ANALYZE)");
  const [row] = await side.query(
    `SELECT sum(reltuples)::float AS rows, sum(pg_total_relation_size(oid))::float AS bytes FROM pg_class
      WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace)`,
  );
  return { rows: Number(row?.rows), bytes: Number(row?.bytes) };
}

function showMonth(subscribers: number, units: Units): void {
  const { fetched, locked, looks } = habits;
  const counts = { look: looks, story: fetched, locked, registration: fetched + locked, notice: fetched };
  const of = (what: keyof Unit) =>
    Object.entries(counts).reduce(
      (sum, [name, each]) => sum + subscribers * each * units[name as keyof Units][what],
      0,
    );
  // A turn is one message heard and one said, a notice two.
  const messages = subscribers * (2 * looks + 6 * fetched + 2 * fetched);
  const hours = (ms: number) => (ms / 3_600_000).toFixed(1);
  console.log(
    `\nA month of ${subscribers} subscribers: ${(messages / 1e6).toFixed(2)} million messages, ${(of("rows") / 1e6).toFixed(2)} million rows, at least ${(of("bytes") / 1e9).toFixed(2)} GB; ${hours(of("serviceMs"))} hours of a core for the service, ${hours(of("postgresMs"))} for PostgreSQL.\n`,
  );
}

function showParts(sizes: readonly number[], units: Units): void {
  const loads = sizes.map((size) => simulate(size, units, parts));
  const heads = sizes.map((size) => `${size / 1e6} million: peak/s, latest`);
  console.log(
    `| part | a second | may be late | ${heads.join(" | ")} | ends at |\n|---|---|---|${"---|".repeat(sizes.length + 1)}`,
  );
  for (const [name, { does, perSecond, lateBy }] of Object.entries(parts) as [PartName, Parts[PartName]][]) {
    const cells = loads.map(({ [name]: { peak, late } }) => `${figure(peak)}, ${duration(late)}`);
    const end = endOf(name, units);
    console.log(`| ${does} | ${figure(perSecond)} | ${duration(lateBy)} | ${cells.join(" | ")} | ${figure(end)} |`);
  }
}

/** The most subscribers with whom a part's work is not later than it may be. */
function endOf(name: PartName, units: Units): number {
  let [low, high] = [1, 1e9];
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    if (simulate(middle, units, parts)[name].late <= parts[name].lateBy) low = middle;
    else high = middle;
  }
  return low;
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 2 });
}

function duration(seconds: number): string {
  const [most = [1, "s"]] = [
    [86_400, "days"],
    [3600, "h"],
    [60, "min"],
  ].filter(([size]) => seconds >= 2 * Number(size));
  return `${(seconds / Number(most[0])).toFixed(0)} ${most[1]}`;
}
