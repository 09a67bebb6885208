import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { openDatabase } from "../../../src/database/open-database.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { withClient } from "../../support/with-client.ts";

let folder: string;
let command: ReturnType<typeof runFaturabot> | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-closing-"));
});
afterEach(() => {
  command?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** The embedded database, in which something is wrong, and whose server is stopped again. */
async function breakDatabase(sql: string): Promise<void> {
  const opened = await openDatabase({ kind: "embedded", dataDir: folder, poolSize: 2 });
  await applyMigrations(opened.connection);
  await withClient(opened.connection, (client) => client.query(sql));
  await opened.close();
}
const serverRuns = () => existsSync(path.join(folder, "postgresql/data/postmaster.pid"));
const trigger = (table: string) =>
  `CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
   CREATE TRIGGER breaks BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION breaks()`;

it.each<[string, { args: string[]; sql: string; says?: string; input?: string; demo?: string }]>([
  [
    "migrate, where a migration fails",
    { args: ["migrate"], sql: "UPDATE _prisma_migrations SET checksum = 'x'", says: "mudou depois de aplicada" },
  ],
  [
    "chat, where a message cannot be taken in",
    { args: ["chat", "--phone", "5511900000001"], sql: trigger("inbound_message"), input: "oi" },
  ],
  ["start, where the first account cannot be made", { args: ["start"], sql: trigger("operator_invite"), demo: "off" }],
])(
  "ends, and stops the embedded server: %s",
  async (_, { args, sql, says = "", input = "", demo = "on" }) => {
    await breakDatabase(sql);
    writeFileSync(path.join(folder, "input"), input);
    const through = ["/bin/sh", "-c", `exec "$@" < ${folder}/input`, "sh"];
    command = runFaturabot(args, { DATA_DIR: folder, DEMO: demo, PORT: "0" }, { through });
    expect([await command.ended, command.said()]).toEqual([1, expect.stringContaining(says)]);
    expect(serverRuns()).toBe(false);
  },
  60_000,
);
