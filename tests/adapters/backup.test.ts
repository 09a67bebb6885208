import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { backUp as backUpFolder, restore } from "../../src/storage/backup/embedded-backup.ts";
import { lockDataFolder } from "../../src/storage/data-folder-lock.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { createPrismaClient } from "../../src/storage/prisma-client.ts";
import { fillDataFolder } from "../support/embedded-folder.ts";
import { runFaturabot } from "../support/run-faturabot.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
async function faturabot(args: readonly string[], dataDir: string, more: Record<string, string> = {}) {
  const command = runFaturabot(args, { DATA_DIR: at(dataDir), ...more });
  const code = await command.ended;
  return { code, said: command.said() };
}
/** A folder of before, where there is none yet, or the one that was left. */
async function withData<T>(
  dataDir: string,
  act: (prisma: ReturnType<typeof createPrismaClient>) => Promise<T>,
): Promise<T> {
  if (!existsSync(at(dataDir))) fillDataFolder(at(dataDir));
  const database = await openDatabase({ kind: "embedded", dataDir: at(dataDir) });
  await applyMigrations(database.connection);
  const prisma = createPrismaClient(database.connection);
  try {
    return await act(prisma);
  } finally {
    await prisma.$disconnect();
    await database.close();
  }
}
/** A database with one subscriber, and a backup of it. */
async function backUp() {
  await withData("old", (prisma) =>
    prisma.subscriber.create({ data: { externalId: "1", name: "Joana", document: "52998224725" } }),
  );
  const { code, said } = await faturabot(["backup", "--out", at("copy")], "old");
  expect([code, said]).toEqual([0, expect.stringContaining(`Cópia gravada em ${at("copy")}`)]);
}
const subscribersIn = (dataDir: string) =>
  withData(dataDir, async (prisma) => (await prisma.subscriber.findMany()).map(({ name }) => name));

describe("a backup of the embedded database", { timeout: 180_000 }, () => {
  it("is for its owner alone, and brings everything back into an empty folder, while the old one goes on", async () => {
    await backUp();
    expect(statSync(at("copy")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(["copy", "old"]);
    await withData("old", (prisma) => prisma.subscriber.deleteMany());
    const { code, said } = await faturabot(["restore", at("copy")], "new");
    expect([code, said]).toEqual([0, expect.stringMatching(/refeito em ".*new", como era em \d\d\/\d\d\/\d{4} às/)]);
    expect(readdirSync(at("new"))).toEqual(["postgres"]);
    expect(await subscribersIn("new")).toEqual(["Joana"]);
    expect(await subscribersIn("old")).toEqual([]);
  });

  it("is refused in words where the file is no whole backup of this version or there is a database, and nothing changes", async () => {
    await backUp();
    const whole = readFileSync(at("copy"));
    const end = whole.indexOf("\n") + 1;
    const head = JSON.parse(whole.subarray(0, end).toString()) as { migrations: string[] };
    const newer = { ...head, migrations: [...head.migrations, "29990101000000_future"] };
    const damaged = Buffer.from(whole);
    damaged[end + 1000] = (damaged[end + 1000] ?? 0) ^ 1;
    const bad: [string, Buffer, RegExp][] = [
      ["other", Buffer.from("PK\u0003\u0004\n and more"), /não é uma cópia feita por `faturabot backup`/],
      ["nothing", Buffer.alloc(0), /não é uma cópia feita por/],
      ["cut", whole.subarray(0, whole.length - 1), /está incompleta: \d+ de \d+ bytes/],
      ["damaged", damaged, /está estragada/],
      ["longer", Buffer.concat([whole, Buffer.from("x")]), /está estragada/],
      [
        "newer",
        Buffer.concat([Buffer.from(`${JSON.stringify(newer)}\n`), whole.subarray(end)]),
        /mais nova do Faturabot \(29990101000000_future\)/,
      ],
    ];
    for (const [name, content, sentence] of bad) {
      writeFileSync(at(name), content);
      await expect(restore(at("new"), at(name))).rejects.toThrow(sentence);
      expect(existsSync(at("new"))).toBe(false);
    }
    await expect(restore(at("new"), at("absent"))).rejects.toThrow("Não consegui ler o arquivo");

    const taken = await faturabot(["restore", at("copy")], "old");
    expect([taken.code, taken.said]).toEqual([1, expect.stringContaining("já tem um banco de dados")]);
    expect(await subscribersIn("old")).toEqual(["Joana"]);
  });

  it("is not made while a service has the folder, nor over another file, nor of nothing; no half of it stays", async () => {
    await withData("old", async () => {});
    const unlock = lockDataFolder(at("old"));
    const inUse = await faturabot(["backup", "--out", at("copy")], "old");
    expect([inUse.code, inUse.said]).toEqual([1, expect.stringContaining(`em uso pelo processo ${process.pid}`)]);
    unlock();
    writeFileSync(at("kept"), "mine");
    await expect(backUpFolder(at("old"), at("kept"), new Date())).rejects.toThrow("já existe");
    expect(readFileSync(at("kept"), "utf8")).toBe("mine");
    await expect(backUpFolder(at("old"), at("none/copy"), new Date())).rejects.toThrow("Não consegui gravar");
    await expect(backUpFolder(at("new"), at("copy"), new Date())).rejects.toThrow("Não há banco embutido na pasta");
    expect(readdirSync(folder).sort()).toEqual(["kept", "old"]);
  });

  it("is none of ours on a PostgreSQL: both commands say what is", async () => {
    const settings = { DATABASE_URL: "postgresql://u:s3cret@127.0.0.1:1/none" };
    for (const args of [
      ["backup", "--out", at("copy")],
      ["restore", at("copy")],
    ]) {
      const { code, said } = await faturabot(args, "old", settings);
      expect([code, said]).toEqual([1, expect.stringMatching(/pg_dump.*docs\/operacao\.md/)]);
      expect(said).not.toContain("s3cret");
    }
  });
});
