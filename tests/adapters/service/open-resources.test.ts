import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import { OpenResources } from "../../../src/app/open-resources.ts";
import type { Config } from "../../../src/config.ts";
import { createLogger } from "../../../src/logger.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

describe("what was opened", () => {
  it.each([0, 1, 2, 3, 4])("is closed in reverse where step %i of the opening breaks", async (broken) => {
    const resources = new OpenResources();
    const [opened, closed]: [number[], number[]] = [[], []];
    const open = async () => {
      for (const step of [0, 1, 2, 3, 4]) {
        if (step === broken) throw new Error(`step ${step}`);
        opened.push(resources.add(step, (one) => closed.push(one)));
      }
    };
    await expect(open()).rejects.toThrow(`step ${broken}`);
    await resources.close();
    expect(closed).toEqual(opened.toReversed());
    await resources.close();
    expect(closed).toHaveLength(broken);
  });

  it("is closed one after the other, all of it even if one cannot be closed, and that error is thrown", async () => {
    const resources = new OpenResources();
    const closed: string[] = [];
    const slow = async (name: string) => {
      await new Promise(setImmediate);
      closed.push(name);
    };
    resources.add("first", slow);
    resources.add("second", () => Promise.reject(new Error("does not close")));
    resources.add("third", slow);
    await expect(resources.close()).rejects.toThrow("does not close");
    expect(closed).toEqual(["third", "first"]);
  });
});

describe("an application that does not open", { timeout: 300_000 }, () => {
  let database: TestDatabase;
  let folder: string;
  let client: pg.Client;
  let closes = 0;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-resources-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    closes = 0;
    database = await createTestDatabase();
    client = new pg.Client(database.connection);
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    // Each of these has been broken on purpose.
    await database.destroy();
  });

  const open = (more: Partial<Config> = {}) =>
    openApp(testConfig({ returnsDir: path.join(folder, "returns"), ...more }), {
      logger: createLogger("silent"),
      openDatabase: async () => ({
        connection: database.connection,
        async close() {
          closes++;
        },
      }),
    });
  const others = async () => {
    const { rows } = await client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    return rows[0]?.count;
  };
  /** Those of the process that keep it alive. */
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const leavesNothingOpen = async (opens: () => Promise<unknown>, why: string | RegExp) => {
    const before = timers();
    await expect(opens()).rejects.toThrow(why);
    for (
      const until = performance.now() + 5000;
      performance.now() < until && ((await others()) || timers() > before);
    );
    expect([await others(), timers() > before]).toEqual([0, false]);
    expect(closes).toBe(1);
  };

  it("for a migration leaves nothing open", async () => {
    await client.query("DROP TABLE _prisma_migrations; CREATE VIEW _prisma_migrations AS SELECT 1 AS id");
    await leavesNothingOpen(open, /./);
  });

  it("for data of the demo leaves nothing open", async () => {
    await (await open()).close();
    closes = 0;
    await leavesNothingOpen(() => open({ demo: false }), "dados da demonstração");
  });

  it("for the job queue leaves nothing open", async () => {
    await client.query("CREATE SCHEMA pgboss; CREATE TABLE pgboss.version (unknown int)");
    await leavesNothingOpen(open, "pgboss.create_queue");
  });

  it("for its last step leaves nothing open: neither workers nor what looks again and again", async () => {
    await (await open()).close();
    closes = 0;
    await client.query(`
      CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no morning'; END $$;
      CREATE TRIGGER breaks BEFORE INSERT ON pgboss.job FOR EACH ROW WHEN (NEW.name = 'morning') EXECUTE FUNCTION breaks()`);
    await leavesNothingOpen(open, "no morning");
  });
});
