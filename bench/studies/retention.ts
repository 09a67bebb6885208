import { parseArgs } from "node:util";
import pg from "pg";
import { eraseExpired } from "../../src/storage/erase-expired.ts";
import { usedBy } from "../backends.ts";
import { machine } from "../machine.ts";
import { openSide } from "./size/open-side.ts";
import { noTimes, tell } from "./size/talks.ts";

// Would partitions by month help? A turn's statements on the messages as they are and on copies by month; then the
// oldest month taken away, in batches and as partitions. On the databases that `bench/studies/size.ts --keep NAME` left.
const { values: asked } = parseArgs({ options: { keep: { type: "string", default: "faturabot_size" } } });
const side = await openSide(`${asked.keep}_large`, { people: 200_000, deep: 200_000 }, console.error);
const client = new pg.Client({ connectionString: side.url });
await client.connect();
const month = 31;

try {
  console.log(`${machine()}\n`);
  await copyByMonth();
  await measureTurns();
  await eraseMonth();
} finally {
  await client.query("DROP TABLE IF EXISTS inbound_month, outbound_month");
  await client.end();
  await side.close();
}
process.exit(0);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The same rows and indexes; what is unique is so within a month only, because it has to hold the month's key. */
async function copyByMonth(): Promise<void> {
  await client.query("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'");
  for (const [name, from, key] of [
    ["inbound_month", "inbound_message", "received_at"],
    ["outbound_month", "outbound_message", "created_at"],
  ] as const) {
    await client.query(
      `DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (LIKE ${from} INCLUDING DEFAULTS) PARTITION BY RANGE (${key})`,
    );
    await client.query(
      `DO $$ BEGIN FOR m IN 0..13 LOOP EXECUTE format('CREATE TABLE ${name}_%s PARTITION OF ${name} FOR VALUES FROM (%L) TO (%L)', m,
         date_trunc('day', now()) - (365 - m * ${month}) * interval '1 day', date_trunc('day', now()) - (365 - (m + 1) * ${month}) * interval '1 day'); END LOOP; END $$;
       CREATE TABLE ${name}_rest PARTITION OF ${name} DEFAULT; INSERT INTO ${name} SELECT * FROM ${from}`,
    );
    const { rows } = await client.query<{ made: string }>(
      "SELECT pg_get_indexdef(indexrelid) AS made FROM pg_index WHERE indrelid = $1::regclass",
      [from],
    );
    for (const { made } of rows)
      await client.query(
        made
          .replace(/INDEX \S+ ON/, "INDEX ON")
          .replace(`public.${from}`, name)
          .replace(/^(CREATE UNIQUE .*)\)$/, `$1, ${key})`),
      );
    await client.query(`ANALYZE ${name}`);
  }
}

/** What a turn asks and writes of the messages, prepared and with a plan for any value, as the service has it. */
async function measureTurns(): Promise<void> {
  await client.query("SET plan_cache_mode = force_generic_plan; SET jit = off");
  const [{ pid } = { pid: 0 }] = (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows;
  const kinds = {
    "one table": ["inbound_message", "outbound_message"],
    "by month": ["inbound_month", "outbound_month"],
  } as const;
  const spent = new Map<string, number>();
  for (let round = 0; round < 10; round++)
    for (const [kind, [heard, said]] of Object.entries(kinds)) {
      const before = usedBy(pid);
      for (let turn = 0; turn < 200; turn++)
        await oneTurn(heard, said, `${kind}-${round}-${turn}`, 1 + (((round * 200 + turn) * 7919) % 200_000));
      spent.set(kind, (spent.get(kind) ?? 0) + usedBy(pid) - before);
    }
  for (const [kind, ms] of spent)
    console.log(`- messages of a turn, ${kind}: ${(ms / 2000).toFixed(2)} ms of PostgreSQL`);
}

async function oneTurn(heard: string, said: string, key: string, chat: number): Promise<void> {
  const run = async (name: string, text: string, values: unknown[]) =>
    (await client.query<{ id: string }>({ name: `${name} ${heard}`, text, values })).rows[0]?.id;
  const chatId = String(side.firstChat + BigInt(chat - 1));
  const now = new Date();
  await run(
    "take",
    `INSERT INTO ${heard} (chat_id, external_id, body, next_try_at, received_at) VALUES ($1, $2, '{}', $3, $3) ON CONFLICT DO NOTHING`,
    [chatId, key, now],
  );
  const id = await run(
    "look",
    `SELECT id FROM ${heard} WHERE chat_id = $1 AND status = 'received' ORDER BY id LIMIT 1`,
    [chatId],
  );
  await run("done", `UPDATE ${heard} SET status = 'done', done_at = $2 WHERE id = $1`, [id, now]);
  await run("behind", `SELECT 1 AS id FROM ${said} WHERE chat_id = $1 AND status = 'pending' AND due_at <= $2`, [
    chatId,
    now,
  ]);
  await run("unknown", `SELECT 1 AS id FROM ${said} WHERE chat_id = $1 AND status = 'unknown'`, [chatId]);
  const reply = await run(
    "say",
    `INSERT INTO ${said} (chat_id, body, dedupe_key, due_at) VALUES ($1, '{}', $2, $3) RETURNING id`,
    [chatId, key, now],
  );
  await run(
    "sent",
    `UPDATE ${said} SET status = 'sent', sent_at = $2 WHERE id = $1 AND status IN ('pending', 'unknown')`,
    [reply, now],
  );
}

async function eraseMonth(): Promise<void> {
  const before = new Date(Date.now() - (365 - month) * 86_400_000);
  const limits = { textsBefore: before, accessBefore: before, codesBefore: before, now: new Date() };
  const size = async () =>
    (
      await client.query(
        "SELECT pg_size_pretty(pg_total_relation_size('inbound_message') + pg_total_relation_size('outbound_message')) AS size",
      )
    ).rows[0].size;
  const wal = async () => Number((await client.query("SELECT pg_current_wal_lsn() - '0/0' AS at")).rows[0].at);
  const alone = await turnsUntil(new Promise((done) => setTimeout(done, 20_000)));
  const [sizeBefore, walBefore] = [await size(), await wal()];
  let batchMs = 0;
  const erasing = timed(() => eraseExpired(side.app.prisma, limits)).then((ms) => {
    batchMs = ms;
  });
  const beside = await turnsUntil(erasing);
  const walOf = (await wal()) - walBefore;
  const vacuumMs = await timed(() => client.query("VACUUM inbound_message, outbound_message"));
  console.log(
    `- a month taken away in batches: ${(batchMs / 1000).toFixed(1)} s, ${(walOf / 1e6).toFixed(0)} MB of WAL; size ${sizeBefore} before, ${await size()} after; VACUUM ${(vacuumMs / 1000).toFixed(1)} s`,
  );
  console.log(
    `- a turn meanwhile: p50 ${beside.p50.toFixed(1)} ms, p99 ${beside.p99.toFixed(1)} ms; alone p50 ${alone.p50.toFixed(1)} ms, p99 ${alone.p99.toFixed(1)} ms`,
  );
  const walDrop = await wal();
  const dropMs = await timed(() => client.query("DROP TABLE inbound_month_0, outbound_month_0"));
  console.log(
    `- the same month as two partitions: ${dropMs.toFixed(0)} ms, ${(((await wal()) - walDrop) / 1e6).toFixed(1)} MB of WAL`,
  );
  // The walk ends at what is young: half of what is left has lost its texts, as in a provider's six months.
  const halfGone = { ...limits, textsBefore: new Date((before.getTime() + Date.now()) / 2), now: new Date() };
  await eraseExpired(side.app.prisma, halfGone);
  const again = await timed(() => eraseExpired(side.app.prisma, halfGone));
  console.log(`- the clean-up of a night with nothing left to take: ${(again / 1000).toFixed(1)} s`);
}

/** One chat after the other writes until then. */
async function turnsUntil(end: Promise<unknown>): Promise<{ p50: number; p99: number }> {
  let over = false;
  void end.then(() => {
    over = true;
  });
  const times = noTimes();
  for (let from = 0; !over; from++) await tell(side, { from, chats: 1 }, times);
  const [looks = []] = Object.values(times);
  looks.sort((one, other) => one - other);
  const at = (share: number) => looks[Math.floor(looks.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
