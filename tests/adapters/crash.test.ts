import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { builtCommand } from "../support/built-command.ts";
import { fillDataFolder } from "../support/embedded-folder.ts";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";

const phone = "5511900000001";
let database: TestDatabase | undefined;
let folder: string;
afterEach(async () => {
  await database?.destroy();
  database = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** The real command on a data folder, or on the PostgreSQL of DATABASE_URL. */
async function prepare() {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-crash-"));
  fillDataFolder(folder);
  const env: NodeJS.ProcessEnv = { ...process.env, DEMO: "on", DATA_DIR: folder, TMPDIR: folder };
  if (process.env.DATABASE_URL) {
    database = await createTestDatabase();
    env.DATABASE_URL = database.connection.connectionString;
  }
  return (...args: string[]) =>
    spawn(process.execPath, [builtCommand(), "chat", "--phone", phone, "--json", "--window", "3s", ...args], { env });
}

function outputOf(child: ChildProcess) {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  return {
    text: () => text,
    until: (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => text.includes(words) && resolve();
        child.stdout?.on("data", look);
        child.once("exit", () => reject(new Error(`Ended without "${words}":\n${text}`)));
        look();
      }),
  };
}
const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once("exit", () => resolve()));

describe("kill -9", { timeout: 180_000 }, () => {
  it.each([
    ["as soon as the bank was chosen", ""],
    ["when the time was promised, within the window", "Estou preparando"],
  ])("%s: nothing is lost, and the notice comes after the restart, once", async (_, killAfter) => {
    const chat = await prepare();
    const first = chat();
    const said = outputOf(first);
    first.stdin?.write("oi\n");
    await said.until("Você tem 2 faturas");
    first.stdin?.write("2\n");
    await said.until("De qual banco");
    first.stdin?.write("itau\n");
    if (killAfter) await said.until(killAfter);
    first.kill("SIGKILL");
    await ended(first);

    const second = chat("--wait", "45s");
    const heard = outputOf(second);
    // Killed at once, the message may never have been read: then it is written again, as a person would.
    second.stdin?.end(killAfter ? "" : "menu\n2\nitau\n");
    await ended(second);
    const lines = heard
      .text()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; text?: string });
    const boletos = new Set(lines.map(({ text }) => text).filter((text) => /^\d{47}$/.test(text ?? "")));
    expect(boletos.size).toBe(1);
    expect(lines.filter(({ text }) => text?.includes("já pode ser pago")).length).toBeGreaterThanOrEqual(1);
    expect(lines.some(({ type }) => type === "document")).toBe(true);
  });

  it("leaves a folder that opens again, and a second process on it is refused in words", async () => {
    if (process.env.DATABASE_URL) return;
    const chat = await prepare();
    const first = chat();
    first.stdin?.write("oi\n");
    await outputOf(first).until("Você tem");
    const second = chat();
    let refusal = "";
    second.stderr?.on("data", (chunk) => {
      refusal += chunk;
    });
    second.stdin?.end();
    await ended(second);
    expect(refusal).toContain(`já está em uso pelo processo ${first.pid}`);
    first.kill("SIGKILL");
    await ended(first);
    const third = chat();
    const heard = outputOf(third);
    third.stdin?.end("oi\n");
    await ended(third);
    expect(heard.text()).toContain("Você tem 2 faturas");
  });
});
