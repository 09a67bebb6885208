import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ClientConfig } from "pg";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { seedDemo } from "../../../src/demo/seed-demo.ts";
import { createEmptyDatabase, createTestDatabase } from "../test-database.ts";
import { withClient } from "../with-client.ts";
import { tableDigests } from "./table-digests.ts";

/** What is easily lost or changed on the way. */
const tricky = `
  INSERT INTO chat (id, channel, address, state) VALUES (7, 'console', E'it''s "\\\\N",\\t\\r\\n\\\\.\\n{},ção 🙂', 'null'), (8, 'web', E'\\\\.', NULL), (9, 'web', '', '{"a": "\\\\n"}');
  INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at)
    SELECT 7, jsonb_build_object('text', n, 'big', 12345678901234567890), 'reply:' || n || ':1', timestamptz '2026-11-25 10:00:00.123+00' FROM generate_series(1, 1200) n;
  DELETE FROM outbound_message WHERE id = 1200;
  INSERT INTO event (id, position, type, at, data) VALUES (5, 2, 'a', now(), '{}'), (6, 1, 'b', now(), '{}'), (9, NULL, 'c', now(), '{}');
  INSERT INTO audit_entry (at, operator_name, action, subject, sentence) VALUES (now(), 'x', 'x', 'x', 'x');
  INSERT INTO csv_draft (file_name, bytes, created_by, created_at) VALUES ('x', decode('00ff5c270a5c2e0a', 'hex'), 'x', now());
  INSERT INTO api_key (name, hash, scopes) VALUES ('x', 'x', ARRAY['read', 'a,b "c"']);
  SELECT setval('billed_invoice_number', 41)`;

/** A database with the demo's rows and others that are hard to copy, an empty one, and a folder for files. */
export async function createBackupPair() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-backup-"));
  const source = await createTestDatabase();
  const target = await createEmptyDatabase();
  return {
    source: source.connection,
    target: target.connection,
    databases: { source, target },
    at: (name: string) => path.join(folder, name),
    folder,
    async fill() {
      const prisma = createPrismaClient(source.connection);
      await seedDemo(prisma, isoDate("2026-11-24"), new Date("2026-11-24T17:00:00Z"));
      await prisma.$disconnect();
      await withClient(source.connection, (client) => client.query(tricky));
    },
    async drop() {
      await source.drop();
      await target.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Where each row of ours is and what stands in it; when the schema was made is each database's own. */
export async function contentOf(connection: ClientConfig): Promise<Record<string, string>> {
  const all = Object.entries(await tableDigests(connection));
  return Object.fromEntries(all.filter(([name]) => name.startsWith("public.") && name !== "public._prisma_migrations"));
}

/** Which triggers and constraints a database has, and whether they are on. */
export const rulesOf = (connection: ClientConfig): Promise<unknown[]> =>
  withClient(connection, async (client) => {
    const { rows } = await client.query(
      `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) || ' ' || convalidated AS rule
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
       ORDER BY 1, 2, 3`,
    );
    return rows;
  });
