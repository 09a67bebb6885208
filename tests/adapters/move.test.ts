import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg, { type PoolConfig } from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../../src/app.ts";
import { openQueue } from "../../src/jobs/queue.ts";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";
import { moveDatabase } from "../../src/storage/move/move-database.ts";
import { builtCommand } from "../support/built-command.ts";
import { runFaturabot } from "../support/run-faturabot.ts";
import { tableDigests } from "../support/table-digests.ts";
import { testConfig } from "../support/test-config.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../support/test-database.ts";

const onServer = Boolean(process.env.DATABASE_URL);
const logger = pino({ level: "silent" });
const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function clientOf(connection: PoolConfig): Promise<pg.Client> {
  const client = new pg.Client(connection);
  await client.connect();
  closings.push(() => client.end());
  return client;
}

/** The demo's data on an embedded database of its own, and what is easily lost or changed on the way. */
async function fullSource(): Promise<pg.Client> {
  const { connection, stop } = await startEmbeddedPostgres(undefined);
  closings.push(stop);
  const app = await createApp(testConfig(), {
    logger,
    works: false,
    openDatabase: async () => ({ kind: "embedded", connection, close: async () => {} }),
  });
  const boleto = "00000000-0000-0000-0000-0000000000b1";
  await app.prisma.$transaction((tx) =>
    app.queue.enqueueIn(tx, { name: "check-registration", boletoId: boleto }, new Date("2031-02-03T04:05:06.789Z")),
  );
  await app.close();
  const client = await clientOf(connection);
  await client.query(`
    INSERT INTO chat (id, channel, address, state) VALUES (7, 'console', E'it''s "\\\\N", NULL\n{},ção 🙂', 'null'), (8, 'web', 'NULL', NULL);
    INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at)
      SELECT 7, jsonb_build_object('text', n, 'big', 12345678901234567890), 'reply:' || n || ':1', timestamptz '2026-11-25 10:00:00.123+00' FROM generate_series(1, 1200) n;
    DELETE FROM outbound_message WHERE id = 1200;
    INSERT INTO event (id, position, type, at, data) VALUES (5, 2, 'a', now(), '{}'), (6, 1, 'b', now(), '{}'), (9, NULL, 'c', now(), '{}');
    INSERT INTO audit_entry (at, operator_name, action, subject, sentence) VALUES (now(), 'x', 'x', 'x', 'x');
    INSERT INTO csv_draft (file_name, bytes, created_by, created_at) VALUES ('x', decode('00ff5c27', 'hex'), 'x', now());
    INSERT INTO api_key (name, hash, scopes) VALUES ('x', 'x', ARRAY['read', 'a,b "c"']);
    SELECT setval('billed_invoice_number', 41)`);
  return client;
}

/** A database brought up to date, with its queue, and nothing in it. */
async function emptyTarget() {
  const database = await createTestDatabase();
  const { kind, connection } = database;
  await (await openQueue({ connection, embedded: kind === "embedded", works: false, logger })).stop();
  const client = await clientOf(connection);
  closings.push(async () => {
    await client.query("DROP SCHEMA IF EXISTS faturabot_move CASCADE");
  });
  closings.unshift(() => database.drop());
  return client;
}

const facts = {
  messages: "SELECT id, chat_id, body::text, dedupe_key, due_at FROM outbound_message ORDER BY id",
  chats: "SELECT id, address, state IS NULL AS none, state::text FROM chat ORDER BY id",
  events: "SELECT id, position, type FROM event ORDER BY id",
  found: "SELECT external_id, search_name, search_words::text, updated_at FROM contract ORDER BY 1",
  jobs: "SELECT id, name, state::text, data::text, start_after, retry_limit, singleton_on::text FROM pgboss.job ORDER BY id",
  bytes: "SELECT bytes FROM csv_draft",
  lists: "SELECT scopes FROM api_key",
  next: "SELECT nextval('chat_id_seq') AS chat, nextval('outbound_message_id_seq') AS outbound, nextval('billed_invoice_number') AS invoice, nextval('attendance_id_seq') AS attendance",
};
async function factsOf(client: pg.Client) {
  const found: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(facts)) found[name] = (await client.query(sql)).rows;
  return found;
}
/** Where each row is and what stands in it; how often the schema was brought up to date is each database's own. */
async function tablesIn(client: pg.Client) {
  const { "public._prisma_migrations": _, ...tables } = await tableDigests(client);
  return tables;
}
const count = async (client: pg.Client, table: string) =>
  (await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`)).rows[0]?.rows;

describe("a move from the embedded database", { timeout: 180_000 }, () => {
  it("brings every row as it was, jobs and sequences too, also when it was cut off in the middle", async () => {
    const source = await fullSource();
    const target = await emptyTarget();
    const cutOff = moveDatabase(source, target, (table, rows) => {
      if (table === "public.outbound_message" && rows === 1000) throw new Error("cut off");
    });
    await expect(cutOff).rejects.toThrow("cut off");
    expect(await count(target, "outbound_message")).toBe(1000);

    const again: string[] = [];
    const moved = await moveDatabase(source, target, (table, rows) => again.push(`${table} ${rows}`));
    expect(again).toContain("public.outbound_message 1199");
    expect(again).not.toContain("public.subscriber 9");
    expect(moved.find(({ table }) => table === "public.outbound_message")).toMatchObject({
      source: 1199,
      target: 1199,
    });
    expect(moved.find(({ table }) => table === "pgboss.job")).toMatchObject({ source: 1, target: 1 });
    expect(moved.length).toBeGreaterThan(40);
    const there = await factsOf(target);
    expect(there).toEqual(await factsOf(source));
    expect(there.messages).toHaveLength(1199);
    expect(there.next).toEqual([{ chat: "1", outbound: "1201", invoice: "42", attendance: "1" }]);
    expect(there.jobs).toMatchObject([{ start_after: new Date("2031-02-03T04:05:06.789Z") }]);
    // What is kept by triggers is kept again from now on.
    await target.query("UPDATE subscriber SET name = 'Zulmira Xavier'");
    expect(await count(target, "contract WHERE search_name <> 'zulmira xavier'")).toBe(0);
  });

  it("is refused, and changes nothing, where the target has rows, or was begun from another database", async () => {
    const source = await fullSource();
    const target = await emptyTarget();
    await target.query("INSERT INTO bank_health (bank_code) VALUES ('341')");
    await expect(moveDatabase(source, target)).rejects.toThrow("não está vazio: tem linhas em public.bank_health");
    expect(await count(target, "subscriber")).toBe(0);
    await target.query("DELETE FROM bank_health");
    await moveDatabase(source, target);
    await source.query(`UPDATE "_prisma_migrations" SET id = 'another' || left(id, 20)`);
    await expect(moveDatabase(source, target)).rejects.toThrow("a cópia começada de outro banco embutido");
  });

  it("begins anew where the source went on after an interruption: rows new, changed and gone are the same there", async () => {
    const source = await fullSource();
    const target = await emptyTarget();
    const cutOff = moveDatabase(source, target, (table, rows) => {
      if (table === "public.outbound_message" && rows === 1000) throw new Error("cut off");
    });
    await expect(cutOff).rejects.toThrow("cut off");
    await source.query(`
      UPDATE chat SET state = '{"at": "menu"}' WHERE id = 7;
      DELETE FROM outbound_message WHERE id IN (2, 1100);
      INSERT INTO outbound_message (id, chat_id, body, dedupe_key, due_at) VALUES (2000, 8, '{}', 'new', now());
      DELETE FROM event WHERE id = 6;
      DELETE FROM pgboss.job;
      UPDATE subscriber SET name = 'Zulmira Xavier'`);
    const anew = vi.fn();
    await moveDatabase(source, target, undefined, anew);
    expect(anew).toHaveBeenCalledOnce();
    expect(await tablesIn(target)).toEqual(await tablesIn(source));
    expect(await factsOf(target)).toEqual(await factsOf(source));

    // The same once everything was copied, by one word that changed.
    await source.query("UPDATE outbound_message SET status = 'sent' WHERE id = 3");
    await moveDatabase(source, target, undefined, anew);
    expect(anew).toHaveBeenCalledTimes(2);
    expect(await tablesIn(target)).toEqual(await tablesIn(source));
    await moveDatabase(source, target, undefined, anew);
    expect(anew).toHaveBeenCalledTimes(2);
  });

  it("is refused, and changes nothing, where the target went on after an interruption", async () => {
    const source = await fullSource();
    const target = await emptyTarget();
    await moveDatabase(source, target);
    await target.query("UPDATE chat SET state = '{}' WHERE id = 8");
    await source.query("DELETE FROM event WHERE id = 6");
    const before = await tablesIn(target);
    await expect(moveDatabase(source, target)).rejects.toThrow(/mudou depois da cópia interrompida \(public\.chat\)/);
    expect(await tablesIn(target)).toEqual(before);
  });
});

describe.runIf(onServer)("faturabot move", { timeout: 240_000 }, () => {
  let folder: string;
  let target: TestDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-move-"));
    target = await createEmptyDatabase();
    closings.push(() => target.destroy());
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const url = () => target.connection.connectionString ?? "";
  const move = () => runFaturabot(["move", "--to", url()], { DATA_DIR: folder });
  /** A chat of its own process on either database: what it said. */
  const chat = (settings: Record<string, string>, input: string, ...args: string[]) =>
    spawnSync(process.execPath, [builtCommand(), "chat", "--phone", "5511900000001", "--window", "3s", ...args], {
      input,
      env: { PATH: process.env.PATH, DEMO: "on", LOG_LEVEL: "error", DATA_DIR: folder, TMPDIR: folder, ...settings },
      encoding: "utf8",
    }).stdout;

  it("killed in the middle and run again, has all counts equal, puts the old one away, and loses no notice", async () => {
    expect(chat({}, "oi\n2\nitau\n")).toContain("Estou preparando");

    await applyMigrations(target.connection);
    const client = await clientOf(target.connection);
    await client.query("BEGIN");
    await client.query("LOCK TABLE outbound_message IN SHARE MODE");
    const killed = move();
    await vi.waitFor(
      async () => {
        const { rows } = await client.query(
          "SELECT FROM pg_locks WHERE relation = 'outbound_message'::regclass AND NOT granted",
        );
        expect(rows).toHaveLength(1);
      },
      { timeout: 60_000, interval: 50 },
    );
    killed.kill();
    await killed.ended;
    await client.query("ROLLBACK");
    expect(await count(client, "subscriber")).toBeGreaterThan(0);
    expect(await count(client, "outbound_message")).toBe(0);

    const again = move();
    expect(await again.ended).toBe(0);
    expect(again.said()).not.toContain("levado de novo");
    const counts = [...again.said().matchAll(/^(\S+): (\d+) no banco embutido, (\d+) no PostgreSQL$/gm)];
    expect(counts.length).toBeGreaterThan(40);
    for (const [, table, here, there] of counts) expect([table, there]).toEqual([table, here]);
    for (const [, table = "", , there] of counts)
      expect([table, await count(client, table)]).toEqual([table, Number(there)]);
    expect(readdirSync(folder).filter((name) => name.startsWith("postgres"))).toEqual(["postgres.movido"]);
    expect((await client.query("SELECT to_regnamespace('faturabot_move') AS notes")).rows).toEqual([{ notes: null }]);

    const heard = chat({ DATABASE_URL: url() }, "", "--wait", "45s");
    expect(heard.match(/já pode ser pago/g)).toHaveLength(1);
    expect(heard.match(/^\s*\d{47}\s*$/gm)).toHaveLength(1);
    const once = move();
    expect([await once.ended, once.said()]).toEqual([1, expect.stringContaining("Não há banco embutido")]);
  });

  it("is refused where the target holds another program's tables, in words and without the password", async () => {
    // Empty, it is made into a database when it is opened.
    mkdirSync(path.join(folder, "postgres"));
    const client = await clientOf(target.connection);
    await client.query("CREATE TABLE theirs ()");
    const refused = move();
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain("não está vazio: tem 1 tabelas de outro programa");
    expect(readdirSync(folder)).toEqual(["postgres"]);
  });
});
