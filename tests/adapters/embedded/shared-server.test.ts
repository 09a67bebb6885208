import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg, { type ClientConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "../../../src/database/embedded/running-server.ts";
import { sameUser } from "../../../src/database/embedded/server-user.ts";
import { joinElsewhere } from "../../support/join-elsewhere.ts";

const canUnshare = spawnSync("unshare", ["--pid", "--fork", "true"]).status === 0;
const ownPids = ["unshare", "--pid", "--fork", "--mount-proc"];

let folder: string;
let started: ReturnType<typeof joinElsewhere>[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-shared-"));
});
afterEach(async () => {
  for (const one of started) await one.killed();
  started = [];
  if (lives()) await killServer();
  rmSync(folder, { recursive: true, force: true });
});

const join = (of?: Parameters<typeof joinElsewhere>[1]) => {
  const one = joinElsewhere(folder, of);
  started.push(one);
  return one;
};
const lives = () => existsSync(`${folder}/postgresql`) && isAlive({ folder: `${folder}/postgresql`, user: sameUser() });

/** The server's first process, in this process's numbers: those of another namespace are not in its file. */
function serverPid(): number {
  const { stdout } = spawnSync("pgrep", ["-f", `postgres -D ${folder}/`], { encoding: "utf8" });
  return Number(stdout.trim().split("\n")[0]);
}
async function killServer(): Promise<void> {
  process.kill(serverPid(), "SIGKILL");
  await expect.poll(lives, { timeout: 20_000, interval: 20 }).toBe(false);
}

async function ask<T extends object>(connection: ClientConfig | undefined, text: string): Promise<T[]> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
const numbersIn = async (connection: ClientConfig | undefined) =>
  (await ask<{ n: number }>(connection, "SELECT n FROM kept ORDER BY n")).map(({ n }) => n);

describe("one folder, several processes", { timeout: 300_000 }, () => {
  it("share one server: what each writes the other reads, and the last one to leave stops it", async () => {
    const [first, second] = [join(), join()];
    const [here, there] = [(await first.outcome).joined, (await second.outcome).joined];
    await ask(here, "CREATE TABLE kept (n int PRIMARY KEY)");
    await ask(there, "INSERT INTO kept VALUES (1)");
    expect(await numbersIn(here)).toEqual([1]);
    await first.leaves();
    expect(await numbersIn(there)).toEqual([1]);
    await second.leaves();
    expect(lives()).toBe(false);
    expect(existsSync(`${folder}/postgresql/data/postmaster.pid`)).toBe(false);
  });

  it.runIf(canUnshare)(
    "share it too where each has process numbers of its own, and neither's rows are lost",
    async () => {
      const first = join({ through: ownPids });
      const here = (await first.outcome).joined;
      const second = join({ through: ownPids });
      const there = (await second.outcome).joined;
      await ask(here, "CREATE TABLE kept (n int PRIMARY KEY)");
      await Promise.all([ask(here, "INSERT INTO kept VALUES (1)"), ask(there, "INSERT INTO kept VALUES (2)")]);
      // With the first one its whole namespace ends, and with that the server.
      await first.leaves();
      await second.hears("back");
      expect(await numbersIn(there)).toEqual([1, 2]);
      await second.leaves();
      expect(lives()).toBe(false);
    },
  );

  it("a copy of a folder in use is a folder of its own", async () => {
    const first = join();
    await ask((await first.outcome).joined, "CREATE TABLE kept (n int PRIMARY KEY)");
    const copy = mkdtempSync(path.join(os.tmpdir(), "faturabot-copy-"));
    spawnSync("cp", ["-a", `${folder}/postgresql`, copy]);
    const other = joinElsewhere(copy);
    started.push(other);
    await ask((await other.outcome).joined, "INSERT INTO kept VALUES (1)");
    expect(await numbersIn((await first.outcome).joined)).toEqual([]);
    await other.leaves();
    rmSync(copy, { recursive: true });
  });

  it("four starters on a folder whose server and users were killed: one server, 25 times", async () => {
    const make = join();
    await ask((await make.outcome).joined, "CREATE TABLE kept (n int PRIMARY KEY)");
    let kept = 0;
    for (let round = 0; round < 25; round++) {
      await Promise.all(started.map((one) => one.killed()));
      await killServer();
      started = [];
      const connections = await Promise.all(
        Array.from({ length: 4 }, () => join().outcome.then(({ joined, refused }) => joined ?? expect.fail(refused))),
      );
      const servers = await Promise.all(
        connections.map((one) => ask<{ at: string }>(one, "SELECT pg_postmaster_start_time()::text AS at")),
      );
      expect(new Set(servers.map(([row]) => row?.at)).size).toBe(1);
      for (const connection of connections) await ask(connection, `INSERT INTO kept VALUES (${kept++})`);
    }
    expect(await numbersIn((await started[0]?.outcome)?.joined)).toEqual(Array.from({ length: kept }, (_, n) => n));
  });
});

describe("kill -9", { timeout: 300_000 }, () => {
  it("of the server: it is started again at the same address, and what was confirmed is there", async () => {
    const one = join();
    const { joined } = await one.outcome;
    await ask(joined, "CREATE TABLE kept (n int PRIMARY KEY)");
    await ask(joined, "INSERT INTO kept VALUES (1)");
    process.kill(serverPid(), "SIGKILL");
    await one.hears("lost");
    await one.hears("back");
    expect(await numbersIn(joined)).toEqual([1]);
  });

  it("of the server: no sequence gives a number twice, not even one that was begun and used in one transaction", async () => {
    const one = join();
    const { joined } = await one.outcome;
    await ask(joined, "CREATE TABLE kept (n bigserial PRIMARY KEY, of text)");
    await ask(joined, "BEGIN; TRUNCATE kept RESTART IDENTITY; INSERT INTO kept (of) VALUES ('a'), ('b'); COMMIT");
    await ask(joined, "INSERT INTO kept (of) VALUES ('c')");
    process.kill(serverPid(), "SIGKILL");
    await one.hears("back");
    await ask(joined, "INSERT INTO kept (of) VALUES ('d')");
    expect(await ask(joined, "SELECT of FROM kept ORDER BY n")).toHaveLength(4);
  });

  it("of the server, and its socket's folder tidied away: it is back at the same address", async () => {
    const long = path.join(folder, "x".repeat(100));
    const one = joinElsewhere(long);
    started.push(one);
    const { joined } = await one.outcome;
    await ask(joined, "CREATE TABLE kept (n int PRIMARY KEY)");
    expect(joined?.host).toMatch(/^\/tmp\/faturabot-/);
    rmSync(joined?.host ?? "", { recursive: true });
    process.kill(serverPid(), "SIGKILL");
    await one.hears("back");
    expect(await numbersIn(joined)).toEqual([]);
    await one.leaves();
    rmSync(joined?.host ?? "", { recursive: true });
  });

  it("of its only user: the server goes on, and the next one to come uses and stops it", async () => {
    const first = join();
    await ask((await first.outcome).joined, "CREATE TABLE kept (n int PRIMARY KEY)");
    const pid = serverPid();
    await first.killed();
    expect(lives()).toBe(true);
    const second = join();
    await second.outcome;
    expect(serverPid()).toBe(pid);
    await second.leaves();
    expect(lives()).toBe(false);
  });

  it("while its files are made: the next one begins anew", async () => {
    const first = join();
    await expect.poll(() => existsSync(`${folder}/postgresql/data.part`), { timeout: 20_000, interval: 1 }).toBe(true);
    await first.killed();
    expect(readFileSync(`${folder}/postgresql/password`, "utf8")).not.toBe("");
    const second = join();
    expect(await ask((await second.outcome).joined, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });
});
