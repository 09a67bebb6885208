import {
  chmodSync,
  lchownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { joinServer } from "../../../src/database/embedded/join-server.ts";

const isRoot = process.getuid?.() === 0;
const nobody = 65534;
let folder: string;
/** A file and a folder that are root's alone. */
let secret: string;
let closed: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-links-"));
  chmodSync(folder, 0o755);
  secret = path.join(folder, "secret");
  closed = path.join(folder, "closed");
  writeFileSync(secret, "root's own\n", { mode: 0o600 });
  mkdirSync(closed, { mode: 0o700 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusalOf = (dataDir: string) =>
  joinServer(dataDir).then(
    async (server) => server.leave().then(() => "opened"),
    (error: Error) => error.message,
  );
const looks = (file: string) => [statSync(file).uid, statSync(file).mode & 0o777];
function expectUntouched() {
  expect([looks(secret), readFileSync(secret, "utf8")]).toEqual([[0, 0o600], "root's own\n"]);
  expect(looks(closed)).toEqual([0, 0o700]);
}
/** What the server's user may do in its folder: put a link in the place of a file. */
function inPlaceOf(file: string, link: () => void): () => void {
  renameSync(file, `${file}.kept`);
  link();
  return () => {
    rmSync(file);
    renameSync(`${file}.kept`, file);
  };
}

describe.runIf(isRoot)("root, opening a server that is nobody's, follows no link", { timeout: 300_000 }, () => {
  it("in the place of a lock, the log, the password or the socket's folder", async () => {
    const data = path.join(folder, "data");
    await (await joinServer(data)).leave();
    for (const name of ["start.lock", "use.lock", "life.lock", "server.log", "password", "socket"]) {
      const file = path.join(data, "postgresql", name);
      const putBack = inPlaceOf(file, () => symlinkSync(name === "socket" ? closed : secret, file));
      expect(await refusalOf(data)).toContain(`"${file}" é um link`);
      expectUntouched();
      putBack();
    }
    expect(await refusalOf(data)).toBe("opened");
  });

  it("nor a second name of a file", async () => {
    const data = path.join(folder, "data");
    await (await joinServer(data)).leave();
    const file = path.join(data, "postgresql/server.log");
    const putBack = inPlaceOf(file, () => linkSync(secret, file));
    expect(await refusalOf(data)).toContain(`"${file}" é um link`);
    expectUntouched();
    putBack();
    expect(await refusalOf(data)).toBe("opened");
  });

  it("in the place of a password that is still to be written", async () => {
    const home = path.join(folder, "data/postgresql");
    mkdirSync(home, { recursive: true, mode: 0o755 });
    symlinkSync(secret, path.join(home, "password"));
    lchownSync(home, nobody, nobody);
    expect(await refusalOf(path.join(folder, "data"))).toContain(`"${home}/password" é um link`);
    expectUntouched();
  });

  it("in the place of the note that says where a long folder's socket is, nor the note to another folder", async () => {
    const data = path.join(folder, "x".repeat(100));
    await (await joinServer(data)).leave();
    const note = path.join(data, "postgresql/socket.path");
    const short = readFileSync(note, "utf8").trim();
    const putBack = inPlaceOf(note, () => symlinkSync(secret, note));
    expect(await refusalOf(data)).toContain(`"${note}" é um link`);
    expectUntouched();
    putBack();
    writeFileSync(note, `${folder}/made-by-root\n`);
    expect(await refusalOf(data)).toBe("opened");
    expect(statSync(`${folder}/made-by-root`, { throwIfNoEntry: false })).toBeUndefined();
    for (const made of [short, readFileSync(note, "utf8").trim()]) rmSync(made, { recursive: true });
  });

  it("of somebody else's in the place of the whole folder; one of root's own is followed", async () => {
    const home = path.join(folder, "data/postgresql");
    mkdirSync(path.dirname(home));
    symlinkSync(closed, home);
    lchownSync(home, nobody, nobody);
    expect(await refusalOf(path.join(folder, "data"))).toContain(`"${home}" é um link do usuário ${nobody}`);
    lchownSync(closed, nobody, nobody);
    lchownSync(home, 0, 0);
    expect(await refusalOf(path.join(folder, "data"))).toBe("opened");
  });
});
