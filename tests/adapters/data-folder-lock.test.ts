import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "../../src/storage/data-folder-lock.ts";

let folder: string;
let owner: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-lock-"));
});
afterEach(() => {
  owner?.kill("SIGKILL");
  owner = undefined;
  rmSync(folder, { recursive: true });
});

const file = () => path.join(folder, "faturabot.lock");
const written = () => JSON.parse(readFileSync(file(), "utf8")) as { pid: number; startedAt: string };
const refusal = () => {
  try {
    lockDataFolder(folder)();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** Another process that holds the folder until it is killed. */
async function lockElsewhere(): Promise<ChildProcess> {
  const module = JSON.stringify(path.resolve("src/storage/data-folder-lock.ts"));
  const code = `const { lockDataFolder } = await import(${module}); lockDataFolder(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000);`;
  owner = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (owner.stdout) await once(owner.stdout, "data");
  return owner;
}

describe("the data folder's lock", () => {
  it("refuses a second process with the number of the first and what to do, and touches nothing", async () => {
    const { pid } = await lockElsewhere();
    const before = readFileSync(file(), "utf8");
    expect(refusal()).toMatchObject({
      code: "data-folder-in-use",
      message: expect.stringMatching(new RegExp(`em uso pelo processo ${pid}\\..*DATA_DIR.*DATABASE_URL`)),
    });
    expect(readFileSync(file(), "utf8")).toBe(before);
  });

  it("refuses a second time within the same process", () => {
    const unlock = lockDataFolder(folder);
    expect(refusal()).toMatchObject({ code: "data-folder-in-use" });
    unlock();
    expect(refusal()).toBeUndefined();
  });

  it("is taken over from an owner who was killed", async () => {
    const dead = await lockElsewhere();
    dead.kill("SIGKILL");
    await once(dead, "exit");
    expect(written().pid).toBe(dead.pid);
    const unlock = lockDataFolder(folder);
    expect(written().pid).toBe(process.pid);
    unlock();
    expect(existsSync(file())).toBe(false);
  });

  it("is taken over where the owner's number was given to another process since", async () => {
    const { pid } = await lockElsewhere();
    writeFileSync(file(), JSON.stringify({ pid, startedAt: "1" }));
    lockDataFolder(folder)();
    expect(existsSync(file())).toBe(false);
    // In a container every process may be number 1, also the one that asks.
    writeFileSync(file(), JSON.stringify({ pid: process.pid, startedAt: "1" }));
    expect(refusal()).toBeUndefined();
  });

  it.each([
    ["cut off by a full disk", '{"pid":'],
    ["empty", ""],
    ["of another make", "[]"],
  ])("is taken over where what is written in it is %s", (_, content) => {
    writeFileSync(file(), content);
    expect(refusal()).toBeUndefined();
  });

  it("is not let go of by one who no longer holds it", () => {
    const unlock = lockDataFolder(folder);
    writeFileSync(file(), JSON.stringify({ pid: 1, startedAt: "1" }));
    unlock();
    expect(written().pid).toBe(1);
  });
});
