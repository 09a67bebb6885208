import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { PoolConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rowProgress } from "../../../src/app/commands/row-progress.ts";
import { builtCommand } from "../../support/built-command.ts";
import { contentOf, createBackupPair } from "../../support/database/backup-pair.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { withClient } from "../../support/with-client.ts";

let pair: Awaited<ReturnType<typeof createBackupPair>>;
beforeEach(async () => {
  pair = await createBackupPair();
});
afterEach(() => pair.drop());

async function faturabot(args: readonly string[], settings: Record<string, string>) {
  const command = runFaturabot(args, settings);
  const code = await command.ended;
  return { code, said: command.said() };
}
const on = ({ connectionString = "" }: PoolConfig) => ({ DATABASE_URL: connectionString });

describe.runIf(process.env.DATABASE_URL)("faturabot backup and restore", { timeout: 300_000 }, () => {
  it("copy from one PostgreSQL to another, and say what is in the file, what is not, and what to mind", async () => {
    await pair.fill();
    const made = await faturabot(["backup", "--out", pair.at("copy")], on(pair.source));
    expect([made.code, made.said]).toEqual([
      0,
      expect.stringMatching(
        /^Cópia gravada em .*copy: 1\.\d{3} linhas, \d+ kB\.\nTem dados pessoais: guarde em lugar fechado\. A chave de SECRETS_KEY não está nela: guarde-a à parte\.\n$/,
      ),
    ]);
    const filled = await faturabot(["restore", pair.at("copy")], on(pair.target));
    expect([filled.code, filled.said]).toEqual([
      0,
      expect.stringMatching(
        /^Banco de dados refeito com 1\.\d{3} linhas, como era em \d\d\/\d\d\/\d{4} às \d\d:\d\d\.\nO serviço de onde a cópia veio não pode andar junto com este: os dois mandariam os mesmos avisos\.\n$/,
      ),
    ]);
    expect(await contentOf(pair.target)).toEqual(await contentOf(pair.source));

    const again = await faturabot(["restore", pair.at("copy")], on(pair.target));
    expect([again.code, again.said]).toEqual([
      1,
      expect.stringMatching(/não está vazio: tem linhas em public\.\w+\. Crie outro, vazio, só para isto\.\n$/),
    ]);
  });

  it("a secret sealed with SECRETS_KEY goes sealed, and the key stays out of the file", async () => {
    const secret = "v1.c2VhbGVk";
    const sql = `INSERT INTO operator (email, name, role, totp_secret, updated_at) VALUES ('a@b.c', 'Ana', 'administrador', '${secret}', now())`;
    await withClient(pair.source, (client) => client.query(sql));
    const key = Buffer.alloc(32, "k").toString("base64");
    const settings = { SECRETS_KEY: key };
    expect((await faturabot(["backup", "--out", pair.at("copy")], { ...on(pair.source), ...settings })).code).toBe(0);
    const content = readFileSync(pair.at("copy"));
    const unpacked = gunzipSync(content.subarray(content.indexOf("\n") + 1)).toString();
    expect([unpacked.includes(secret), unpacked.includes(key)]).toEqual([true, false]);
    expect((await faturabot(["restore", pair.at("copy")], on(pair.target))).code).toBe(0);
    const { rows } = await withClient(pair.target, (client) => client.query("SELECT totp_secret FROM operator"));
    expect(rows).toEqual([{ totp_secret: secret }]);
  });
});

it("a file that is no good makes no database, and a folder without one is not copied", async () => {
  const given = pair.at("given");
  writeFileSync(given, "no backup");
  const restored = await faturabot(["restore", given, "--data-dir", pair.at("new")], {});
  expect([restored.code, restored.said]).toEqual([1, `"${given}" não é uma cópia feita por \`faturabot backup\`.\n`]);
  const copied = await faturabot(["backup", "--out", pair.at("copy"), "--data-dir", pair.at("new")], {});
  expect([copied.code, copied.said]).toEqual([1, expect.stringContaining("Não há banco embutido na pasta")]);
  expect(existsSync(pair.at("new"))).toBe(false);
});

it("a folder whose database cannot be opened as it lies is not called empty", async () => {
  const backup = (name: string) =>
    faturabot(["backup", "--out", pair.at("copy"), "--data-dir", pair.at(name)], {}).then(({ said }) => said);
  mkdirSync(pair.at("old/postgres"), { recursive: true });
  writeFileSync(pair.at("old/postgres/PG_VERSION"), "17\n");
  expect(await backup("old")).toMatch(/tem um banco de uma versão anterior \(PGlite\)/);
  mkdirSync(pair.at("moved"));
  writeFileSync(pair.at("moved/postgresql.path"), `${pair.at("gone")}\n`);
  expect(await backup("moved")).toMatch(/fica em ".*gone", que não existe\. Traga a pasta de volta/);
  mkdirSync(pair.at("begun/postgresql"), { recursive: true });
  expect(await backup("begun")).toMatch(/^Não há banco embutido na pasta/);
});

it("whoever looks sees how far it is, in one line that is gone in the end", () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const shown = rowProgress({ isTTY: true, write } as never);
  shown.seen("public.chat", 1234);
  shown.seen("public.chat", 1235);
  shown.end();
  const hidden = rowProgress({ isTTY: false, write } as never);
  hidden.seen("public.chat", 1);
  hidden.end();
  expect(written).toEqual(["\r\u001b[Kpublic.chat: 1.234 linhas", "\r\u001b[K"]);
});

/** The whole way from the embedded database to another PostgreSQL, as docs/operacao.md says it. */
describe.runIf(process.env.DATABASE_URL)("a move from the embedded database", { timeout: 300_000 }, () => {
  /** A chat of its own process on either database: what it said. */
  const chat = (settings: Record<string, string>, input: string, ...args: string[]) =>
    spawnSync(process.execPath, [builtCommand(), "chat", "--phone", "5511900000001", "--window", "3s", ...args], {
      input,
      env: { PATH: process.env.PATH, DEMO: "on", LOG_LEVEL: "error", TMPDIR: pair.folder, ...settings },
      encoding: "utf8",
    }).stdout;

  it("is a backup and a restore, and what was promised on the old one is kept by the new one, once", async () => {
    const embedded = { DATA_DIR: pair.at("data") };
    expect(chat(embedded, "oi\n2\nitau\n")).toContain("Estou preparando");
    expect((await faturabot(["backup", "--out", pair.at("copy")], embedded)).code).toBe(0);
    expect((await faturabot(["restore", pair.at("copy")], on(pair.target))).code).toBe(0);
    const heard = chat(on(pair.target), "", "--wait", "45s");
    expect(heard.match(/já pode ser pago/g)).toHaveLength(1);
    expect(heard.match(/^\s*\d{47}\s*$/gm)).toHaveLength(1);
  });
});
