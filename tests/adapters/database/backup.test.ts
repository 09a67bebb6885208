import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { ClientConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { backupBody } from "../../../src/database/backup/backup-body.ts";
import { checkBackup } from "../../../src/database/backup/check-backup.ts";
import { restoreBackup } from "../../../src/database/backup/restore-backup.ts";
import { withSnapshot } from "../../../src/database/backup/with-snapshot.ts";
import { writeBackup } from "../../../src/database/backup/write-backup.ts";
import { migrationsIn } from "../../../src/database/checked-in-migrations.ts";
import { contentOf, createBackupPair, rulesOf } from "../../support/database/backup-pair.ts";
import { createEmptyDatabase } from "../../support/test-database.ts";
import { withClient } from "../../support/with-client.ts";

const madeAt = new Date("2026-11-24T17:02:00Z");
let pair: Awaited<ReturnType<typeof createBackupPair>>;
beforeEach(async () => {
  pair = await createBackupPair();
});
afterEach(() => pair.drop());

const query = async (connection: ClientConfig, sql: string) =>
  (await withClient(connection, (client) => client.query(sql))).rows as Record<string, unknown>[];

/** A backup of one database in another. */
async function copy(from: ClientConfig, to: ClientConfig, migrations?: string): Promise<void> {
  const file = pair.at("copy");
  await writeBackup(from, file, { madeAt });
  await restoreBackup(to, await checkBackup(file, migrationsIn(migrations)), {
    ...(migrations !== undefined && { migrations }),
  });
}

/** A folder of migrations of the test's own. */
function migration(name: string, sql: string): string {
  mkdirSync(pair.at(`migrations/${name}`), { recursive: true });
  writeFileSync(pair.at(`migrations/${name}/migration.sql`), sql);
  return pair.at("migrations");
}

const exact = (connection: ClientConfig) => ({
  ...connection,
  options: `${connection.options} -c extra_float_digits=3`,
});

// The role of the suite owns its databases and is no superuser.
describe("a backup", { timeout: 300_000 }, () => {
  it("restored, has every row and sequence as it was, and the rules of the schema hold again", async () => {
    const { source, target } = pair;
    await pair.fill();
    await copy(source, target);
    expect(await contentOf(target)).toEqual(await contentOf(source));
    expect(await rulesOf(target)).toEqual(await rulesOf(source));
    const next =
      "SELECT nextval('chat_id_seq')::int AS chat, nextval('outbound_message_id_seq')::int AS outbound, nextval('billed_invoice_number')::int AS invoice, nextval('attendance_id_seq')::int AS attendance";
    expect(await query(target, next)).toEqual([{ chat: 1, outbound: 1201, invoice: 42, attendance: 1 }]);
    expect(await query(target, "SELECT encode(bytes, 'hex') AS bytes FROM csv_draft")).toEqual([
      { bytes: "00ff5c270a5c2e0a" },
    ]);
    // What triggers keep is kept again from now on.
    await query(target, "UPDATE subscriber SET name = 'Zulmira Xavier'");
    expect(await query(target, "SELECT DISTINCT search_name AS name FROM contract")).toEqual([
      { name: "zulmira xavier" },
    ]);
    await expect(query(target, "UPDATE audit_entry SET sentence = ''")).rejects.toThrow();
    const analysed = "SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'outbound_message'::regclass";
    expect(await query(target, analysed)).toEqual([{ rows: 1199 }]);
  });

  it("says what it is in its first line, is its owner's alone, and leaves nothing else behind", async () => {
    const { source } = pair;
    await pair.fill();
    const seen = vi.fn();
    const { rows, bytes } = await writeBackup(source, pair.at("copy"), { madeAt, onRows: seen });
    expect(rows).toBeGreaterThan(1200);
    expect(seen).toHaveBeenCalledWith("public.outbound_message", 1199);
    expect(statSync(pair.at("copy"))).toMatchObject({ size: bytes });
    expect(statSync(pair.at("copy")).mode & 0o777).toBe(0o600);
    expect(readdirSync(pair.folder)).toEqual(["copy"]);
    const head = JSON.parse(readFileSync(pair.at("copy"), "latin1").split("\n", 1)[0] ?? "");
    expect(head).toEqual({
      faturabot: "backup",
      format: 2,
      madeAt: "2026-11-24T17:02:00.000Z",
      server: expect.stringMatching(/^\d+\.\d+/),
      migrations: migrationsIn().map(({ name, checksum }) => ({ name, checksum })),
    });
    expect(await checkBackup(pair.at("copy"))).toMatchObject({ head, rows });
  });

  it("is of one moment, and whoever writes meanwhile does not wait for it", async () => {
    const { source } = pair;
    await pair.fill();
    let text = "";
    await withClient(source, (client) =>
      withSnapshot(client, async ({ tables }) => {
        await query(
          source,
          "DELETE FROM outbound_message; INSERT INTO chat (channel, address) VALUES ('web', 'later')",
        );
        for await (const part of backupBody(client, tables, () => {})) text += String(part);
      }),
    );
    expect(text).not.toContain("later");
    expect(text).toContain('"public.outbound_message":1199');
    expect(await query(source, "SELECT FROM chat WHERE address = 'later'")).toHaveLength(1);
  });

  it("has, and keeps as it is, the table that a migration makes just as it begins", async () => {
    const { source } = pair;
    await withClient(source, async (migrating) => {
      await migrating.query("BEGIN; CREATE TABLE just_made (n int); LOCK TABLE chat IN ACCESS EXCLUSIVE MODE");
      try {
        const locked = "SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'just_made'::regclass";
        const snapshot = withClient(source, (client) =>
          withSnapshot(client, async ({ tables }) => ({
            names: tables.map(({ name }) => name),
            locks: (await client.query(locked)).rowCount,
          })),
        );
        const waits = "SELECT FROM pg_locks WHERE relation = 'chat'::regclass AND NOT granted";
        await vi.waitFor(async () => expect((await migrating.query(waits)).rowCount).toBe(1), { interval: 20 });
        await migrating.query("COMMIT");
        const { names, locks } = await snapshot;
        expect(names).toContain("public.just_made");
        expect(locks).toBe(1);
      } finally {
        await migrating.query("DROP TABLE IF EXISTS just_made");
      }
    });
  });

  it("of an earlier version is filled into its schema of then, which is brought up to date afterwards", async () => {
    const old = await createEmptyDatabase();
    const first = "20261124000000_init";
    cpSync(`prisma/migrations/${first}`, pair.at(`old/${first}`), { recursive: true });
    await applyMigrations(old.connection, pair.at("old"));
    const id = "00000000-0000-0000-0000-0000000000a1";
    await query(
      old.connection,
      `INSERT INTO subscriber (id, external_id, name, document, updated_at) VALUES ('${id}', 's', 'Ação', '1', now());
       INSERT INTO contract (id, external_id, subscriber_id, address, updated_at) VALUES ('${id}', 'c', '${id}', 'x', now());
       INSERT INTO invoice (id, external_id, contract_id, amount_cents, due_date, description, updated_at) VALUES ('${id}', 'i', '${id}', 1, '2026-12-10', 'x', now());
       INSERT INTO chat (id, channel, address) VALUES (7, 'console', 'x');
       INSERT INTO boleto (id, invoice_id, status, bank_code, nosso_numero, campo_livre, codigo_barras, linha_digitavel, amount_cents, due_date,
           principal_cents, payable_until, slip, chat_id, issued_at, promised_at, updated_at)
         VALUES ('${id}', '${id}', 'registering', '341', '1', repeat('0', 25), repeat('3', 44), repeat('3', 47), 1, '2026-12-10', 1, '2027-01-10', '{}', 7, now(), now(), now())`,
    );
    await copy(old.connection, pair.target);
    // Made by the migration that came after, of a row that was there before it.
    expect(await query(pair.target, "SELECT chat_id::int FROM boleto_watcher")).toEqual([{ chat_id: 7 }]);
    expect(await query(pair.target, "SELECT search_name FROM contract")).toEqual([{ search_name: "acao" }]);
    expect(await rulesOf(pair.target)).toEqual(await rulesOf(pair.source));
    await old.destroy();
  });

  it("takes tables that refer to themselves and to each other, odd names, and columns that nobody may write", async () => {
    const folder = migration(
      "1_odd",
      `CREATE TABLE "Odd name" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "select" text, doubled int GENERATED ALWAYS AS (id * 2) STORED, above int REFERENCES "Odd name");
       CREATE TABLE hen (id int PRIMARY KEY, egg int);
       CREATE TABLE egg (id int PRIMARY KEY, hen int REFERENCES hen DEFERRABLE INITIALLY DEFERRED);
       ALTER TABLE hen ADD CONSTRAINT of_egg FOREIGN KEY (egg) REFERENCES egg;
       CREATE FUNCTION lay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id := NEW.id + 100; RETURN NEW; END';
       CREATE TRIGGER lays BEFORE INSERT ON hen FOR EACH ROW EXECUTE FUNCTION lay();
       CREATE TABLE kept (at timestamptz, for_long interval, ratio float8, day date, range int4range) PARTITION BY RANGE (day);
       CREATE TABLE kept_all PARTITION OF kept DEFAULT`,
    );
    const old = await createEmptyDatabase();
    await applyMigrations(old.connection, folder);
    await query(
      old.connection,
      `INSERT INTO "Odd name" OVERRIDING SYSTEM VALUE VALUES (5, 'a', DEFAULT, NULL), (3, NULL, DEFAULT, 5);
       UPDATE "Odd name" SET above = 3 WHERE id = 5;
       INSERT INTO hen VALUES (1, NULL); INSERT INTO egg VALUES (2, 101); UPDATE hen SET egg = 2;
       INSERT INTO kept VALUES ('2026-11-24 14:02:00.123456+05:30', '1 mon -2 days 03:04:05', 0.1::float8 + 0.2, 'infinity', '[1,5)'), (NULL, '-1 day -02:03:04', 'NaN', '2026-01-01', 'empty')`,
    );
    await copy(old.connection, pair.target, folder);
    expect(await contentOf(exact(old.connection))).toEqual(await contentOf(exact(pair.target)));
    expect(await rulesOf(pair.target)).toEqual(await rulesOf(old.connection));
    expect(await query(pair.target, `SELECT id, doubled, above FROM "Odd name" ORDER BY id`)).toEqual([
      { id: 3, doubled: 6, above: 5 },
      { id: 5, doubled: 10, above: 3 },
    ]);
    await old.destroy();
  });
});
