import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobNames } from "../../../src/app/jobs.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { checkBackup } from "../../../src/database/backup/check-backup.ts";
import { giveName } from "../../../src/database/backup/give-name.ts";
import { restoreBackup } from "../../../src/database/backup/restore-backup.ts";
import { writeBackup } from "../../../src/database/backup/write-backup.ts";
import { migrationsIn } from "../../../src/database/checked-in-migrations.ts";
import { openQueue } from "../../../src/database/jobs/queue.ts";
import { createLogger } from "../../../src/logger.ts";
import { builtCommand } from "../../support/built-command.ts";
import { contentOf, createBackupPair } from "../../support/database/backup-pair.ts";
import { startProxyTo } from "../../support/start-proxy.ts";
import { createEmptyDatabase, type TestDatabase } from "../../support/test-database.ts";
import { withClient } from "../../support/with-client.ts";

const madeAt = new Date("2026-11-24T17:02:00Z");
let pair: Awaited<ReturnType<typeof createBackupPair>>;
let whole: Buffer;
/** Another process, which a signal reaches while it writes. */
const stopsInTheMiddle = `
const { writeBackup } = await import(process.env.MODULE);
const onRows = () => process.kill(process.pid, "SIGTERM");
await writeBackup({ connectionString: process.env.SOURCE }, process.env.FILE, { madeAt: new Date(), onRows });
`;
/** The length of the first line. */
let start: number;
beforeAll(async () => {
  pair = await createBackupPair();
  await pair.fill();
  await writeBackup(pair.source, pair.at("whole"), { madeAt });
  whole = readFileSync(pair.at("whole"));
  start = whole.indexOf("\n") + 1;
});
afterAll(() => pair.drop());

const fileOf = (content: Buffer | string) => {
  writeFileSync(pair.at("given"), content);
  return pair.at("given");
};
const flipped = (at: number) => {
  const copy = Buffer.from(whole);
  copy[at] = (copy[at] ?? 0) ^ 4;
  return copy;
};
/** Another first line, which must not go by unnoticed either. */
const withHead = (change: (head: { migrations: { name: string; checksum: string }[] }) => unknown) =>
  Buffer.concat([
    Buffer.from(`${JSON.stringify(change(JSON.parse(whole.subarray(0, start).toString())))}\n`),
    whole.subarray(start),
  ]);
/** Another content, packed and with a sum as the real one is. */
const repacked = (change: (body: string) => string) => {
  const [, ...lines] = gunzipSync(whole.subarray(start)).toString().split("\n").reverse();
  const body = change(`${lines.slice(1).reverse().join("\n")}\n`);
  const head = whole.subarray(0, start);
  const sha256 = createHash("sha256").update(head).update(body).digest("hex");
  return Buffer.concat([head, gzipSync(`${body}${JSON.stringify({ sha256 })}\n`)]);
};

describe("a file that is no whole backup of this version is refused in a sentence", () => {
  it.each<[string, () => Buffer | string, RegExp]>([
    ["something else", () => "PK\u0003\u0004\n and more", /não é uma cópia feita por `faturabot backup`/],
    ["without a line", () => "x".repeat(2_000_000), /não é uma cópia feita por/],
    ["empty", () => "", /não é uma cópia feita por/],
    [
      "a backup of before",
      () => '{"faturabot":"backup","format":1,"madeAt":"2026-11-24T17:02:00.000Z"}\n\u001f\u008b',
      /banco embutido de antes \(PGlite\).*CHANGELOG\.md/,
    ],
    [
      "of a later format",
      () => withHead((head) => ({ ...head, format: 3 })),
      /versão mais nova do Faturabot \(formato 3\)/,
    ],
    ["with half a first line", () => withHead((head) => ({ ...head, migrations: [] })), /a primeira linha não se lê/],
    ["cut off by a byte", () => whole.subarray(0, whole.length - 1), /está incompleta/],
    ["cut off in the middle", () => whole.subarray(0, start + 2000), /está incompleta/],
    ["cut off after its first line", () => whole.subarray(0, start), /está incompleta/],
    [
      "packed without its end",
      () => Buffer.concat([whole.subarray(0, start), gzipSync('{"table":"public.chat","columns":["id"]}\n7\n')]),
      /está incompleta/,
    ],
    ["longer", () => Buffer.concat([whole, Buffer.from("and more")]), /está estragada/],
    ["longer by nothing but zeros", () => Buffer.concat([whole, Buffer.alloc(8)]), /está estragada/],
    ["longer by another one", () => Buffer.concat([whole, gzipSync("x\n")]), /está estragada/],
    ["with another first line", () => withHead((head) => ({ ...head, server: "14.1" })), /está estragada/],
    [
      "altered and packed again",
      () =>
        Buffer.concat([
          whole.subarray(0, start),
          gzipSync(gunzipSync(whole.subarray(start)).toString().replace("52998224725", "52998224726")),
        ]),
      /está estragada/,
    ],
    ["with a row less than it says", () => repacked((body) => body.replace(/\n8\tweb\t.*/, "")), /está estragada/],
  ])("%s", async (_, content, sentence) => {
    await expect(checkBackup(fileOf(content()))).rejects.toThrow(sentence);
    await expect(checkBackup(fileOf(content()))).rejects.toMatchObject({ name: "AppError" });
  });

  it("with any bit turned over", async () => {
    // What stands in the gzip's own head (its time, its system) is not the content.
    const places = Array.from(
      { length: 60 },
      (_, n) => start + 10 + Math.floor((n * (whole.length - start - 10)) / 60),
    );
    for (const at of [...places, whole.length - 1, whole.length - 5]) {
      await expect(checkBackup(fileOf(flipped(at))), `byte ${at}`).rejects.toThrow(/está estragada|está incompleta/);
    }
  });

  it("of a newer version, or of one that was changed by hand", async () => {
    const known = migrationsIn();
    const last = known.at(-1)?.name ?? "";
    await expect(checkBackup(pair.at("whole"), known.slice(0, -1))).rejects.toThrow(
      `versão mais nova do Faturabot (${last})`,
    );
    const edited = known.map((one) => (one.name === last ? { ...one, checksum: "0" } : one));
    await expect(checkBackup(pair.at("whole"), edited)).rejects.toThrow(`a migração "${last}" não é a desta versão`);
  });

  it("that is not there, or is a folder", async () => {
    await expect(checkBackup(pair.at("absent"))).rejects.toThrow("Não consegui ler o arquivo");
    await expect(checkBackup(pair.folder)).rejects.toThrow("Não consegui ler o arquivo");
  });

  it("that is a pipe, since it is read twice", async () => {
    const pipe = pair.at("pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(checkBackup(pipe)).rejects.toThrow(`"${pipe}" não é um arquivo, e a cópia é lida duas vezes`);
    rmSync(pipe);
  });

  it("packed as the real one is by this test too", async () => {
    await expect(checkBackup(fileOf(repacked((body) => body)))).resolves.toMatchObject({ file: pair.at("given") });
  });
});

describe("a backup is not written", () => {
  it("over another file, nor where there is no folder; no half of it stays", async () => {
    const before = readdirSync(pair.folder);
    writeFileSync(pair.at("given"), "mine");
    await expect(writeBackup(pair.source, pair.at("given"), { madeAt })).rejects.toThrow("já existe");
    expect(readFileSync(pair.at("given"), "utf8")).toBe("mine");
    await expect(writeBackup(pair.source, pair.at("none/copy"), { madeAt })).rejects.toThrow("Não consegui gravar");
    const onRows = () => {
      throw new Error("in the middle");
    };
    await expect(writeBackup(pair.source, pair.at("half"), { madeAt, onRows })).rejects.toThrow("in the middle");
    expect(new Set(readdirSync(pair.folder))).toEqual(new Set([...before, "given"]));
  });

  it("over what came there meanwhile", async () => {
    const two = [1, 2].map(() => writeBackup(pair.source, pair.at("twice"), { madeAt }));
    const ends = await Promise.allSettled(two);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ends.find((one) => one.status === "rejected")?.reason.message).toContain("já existe");
    await checkBackup(pair.at("twice"));
    expect(readdirSync(pair.folder).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("where its file system knows no second name of a file, over another one neither", () => {
    const linkSync = () => {
      throw Object.assign(new Error("no links"), { code: "EPERM" });
    };
    const give = (words: string) => {
      writeFileSync(pair.at("x.part"), words);
      return giveName(pair.at("x.part"), pair.at("named"), { linkSync });
    };
    expect([give("first"), readFileSync(pair.at("named"), "utf8")]).toEqual([true, "first"]);
    expect([give("second"), readFileSync(pair.at("named"), "utf8")]).toEqual([false, "first"]);
    rmSync(pair.at("x.part"));
  });

  it("to its end by a process that is told to stop, which leaves nothing of it", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", stopsInTheMiddle], {
      env: {
        PATH: process.env.PATH,
        MODULE: path.join(path.dirname(builtCommand()), "database/backup/write-backup.js"),
        SOURCE: pair.source.connectionString,
        FILE: pair.at("stopped"),
      },
    });
    expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
    expect(readdirSync(pair.folder).filter((name) => name.startsWith("stopped"))).toEqual([]);
  });

  it("of nothing, of another program's tables, nor of what the role may not read", async () => {
    await expect(writeBackup(pair.target, pair.at("copy"), { madeAt })).rejects.toThrow("está vazio");
    await withClient(pair.target, (client) => client.query("CREATE TABLE theirs ()"));
    await expect(writeBackup(pair.target, pair.at("copy"), { madeAt })).rejects.toThrow("é de outro programa");
    await withClient(pair.target, (client) => client.query("DROP TABLE theirs"));
    const reader = { ...pair.source, options: "-c role=pg_monitor" };
    await expect(writeBackup(reader, pair.at("copy"), { madeAt })).rejects.toThrow(
      /não deixou copiar: permission denied/,
    );
  });
});

describe("a database", { timeout: 300_000 }, () => {
  const target = async (prepare: string) => {
    const database = await createEmptyDatabase();
    if (prepare) await withClient(database.connection, (client) => client.query(prepare));
    return database;
  };
  const fill = async ({ connection }: TestDatabase) => restoreBackup(connection, await checkBackup(pair.at("whole")));

  it.each([
    ["CREATE TABLE theirs ()", "tem a tabela public.theirs, de outro programa"],
    ["CREATE SCHEMA app; CREATE TABLE app.theirs ()", "tem a tabela app.theirs, de outro programa"],
    ["CREATE VIEW theirs AS SELECT 1", "tem a tabela public.theirs, de outro programa"],
    ["CREATE SCHEMA pgboss; CREATE TABLE pgboss.job ()", "tem a tabela pgboss.job, de outro programa"],
  ])("of another program is left alone: %s", async (prepare, sentence) => {
    const database = await target(prepare);
    await expect(fill(database)).rejects.toThrow(sentence);
    await withClient(database.connection, async (client) => {
      const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS ours");
      expect(rows).toEqual([{ ours: null }]);
    });
    await database.destroy();
  });

  it("with a row of ours, or of a newer version, is left as it is", async () => {
    const database = await target("");
    await applyMigrations(database.connection);
    const change = (sql: string) => withClient(database.connection, (client) => client.query(sql));
    await change("INSERT INTO bank_health (bank_code) VALUES ('341')");
    const before = await contentOf(database.connection);
    await expect(fill(database)).rejects.toThrow("não está vazio: tem linhas em public.bank_health");
    expect(await contentOf(database.connection)).toEqual(before);
    await change(
      "DELETE FROM bank_health; INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_future', now())",
    );
    await expect(fill(database)).rejects.toThrow("foi preparado por uma versão mais nova que a da cópia");
    await database.destroy();
  });

  it("of ours that a service has opened, and nothing else, is filled; whoever comes second is refused", async () => {
    const database = await target("");
    const { connection } = database;
    await applyMigrations(connection);
    await (
      await openQueue({
        names: jobNames,
        connection,
        works: false,
        logger: createLogger("silent"),
      })
    ).stop();
    const both = await Promise.allSettled([fill(database), fill(database)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")?.reason.message).toContain("não está vazio: tem linhas em");
    expect(await contentOf(connection)).toEqual(await contentOf(pair.source));
    await database.destroy();
  });

  it("that refuses a row has none of them, and says so", async () => {
    const database = await target("");
    // A row of which the schema says that it cannot be.
    const file = fileOf(repacked((body) => body.replace("\t52998224725\t", "\t\\N\t")));
    const bad = restoreBackup(database.connection, await checkBackup(file));
    await expect(bad).rejects.toThrow(/recusou a cópia, e nenhuma linha ficou: .*null value/);
    await expect(fill(database)).resolves.toBeUndefined();
    expect(await contentOf(database.connection)).toEqual(await contentOf(pair.source));
    await database.destroy();
  });

  it("whose connection is lost in the middle has no row, and a sentence says what to do", async () => {
    const database = await target("");
    const proxy = await startProxyTo(database.connection.connectionString);
    const backup = await checkBackup(pair.at("whole"));
    const lost = restoreBackup({ ...database.connection, connectionString: proxy.url }, backup, { onRows: proxy.shut });
    await expect(lost).rejects.toThrow(/^A conexão com o PostgreSQL caiu no meio.*`faturabot restore` de novo/);
    await expect(lost).rejects.toMatchObject({ name: "AppError" });
    await proxy.stop();
    await expect(fill(database)).resolves.toBeUndefined();
    await database.destroy();
  });

  it("that has all rows and lacks a later migration says so, and what comes next", async () => {
    const database = await target("");
    cpSync("prisma/migrations", pair.at("migrations"), { recursive: true });
    mkdirSync(pair.at("migrations/29990101000000_broken"));
    writeFileSync(pair.at("migrations/29990101000000_broken/migration.sql"), "SELECT nothing");
    const backup = await checkBackup(pair.at("whole"));
    const restored = restoreBackup(database.connection, backup, { migrations: pair.at("migrations") });
    await expect(restored).rejects.toThrow(
      /^Todas as linhas da cópia já estão no banco.*29990101000000_broken.*rode `faturabot migrate`\.$/,
    );
    expect(await contentOf(database.connection)).toEqual(await contentOf(pair.source));
    await database.destroy();
  });

  it("gets nothing of a file that changed after it was checked, nor of one with tables that it does not know", async () => {
    const database = await target("");
    const given = await checkBackup(fileOf(whole));
    writeFileSync(given.file, whole.subarray(0, whole.length - 20));
    await expect(restoreBackup(database.connection, given)).rejects.toThrow("está incompleta");
    for (const change of [
      (body: string) => body.replaceAll('"public.api_key"', '"pg_catalog.pg_authid"'),
      (body: string) => body.replace('"columns":["id","file_name"', '"columns":["id","evil"'),
    ]) {
      const backup = await checkBackup(fileOf(repacked(change)));
      await expect(restoreBackup(database.connection, backup)).rejects.toThrow("não combina com as suas migrações");
    }
    const rows = Object.values(await contentOf(database.connection)).filter((digest) => !digest.startsWith("0 "));
    expect(rows).toEqual([]);
    await database.destroy();
  });
});
