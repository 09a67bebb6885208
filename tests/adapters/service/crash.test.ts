import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { joinServer } from "../../../src/database/embedded/join-server.ts";
import { isAlive } from "../../../src/database/embedded/running-server.ts";
import { sameUser } from "../../../src/database/embedded/server-user.ts";
import { builtCommand } from "../../support/built-command.ts";
import { hangAt } from "../../support/database/hang-at.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const phone = "5511900000001";
let database: TestDatabase | undefined;
let folder: string;
afterEach(async () => {
  await database?.destroy();
  database = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const hasServer = Boolean(process.env.DATABASE_URL);

/** The real command on the server that comes along, flushing as in production, or on a database of DATABASE_URL's. */
async function prepare() {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-crash-"));
  const env: NodeJS.ProcessEnv = { ...process.env, DEMO: "on", DATA_DIR: folder, TMPDIR: folder };
  const chat = (...args: string[]) =>
    spawn(process.execPath, [builtCommand(), "chat", "--phone", phone, "--json", "--window", "3s", ...args], { env });
  if (hasServer) {
    database = await createTestDatabase();
    env.DATABASE_URL = database.connection.connectionString;
  }
  return chat;
}

function outputOf(child: ChildProcess) {
  let text = "";
  let complaint = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  return {
    text: () => text,
    complaint: () => complaint,
    until: (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => text.includes(words) && resolve();
        child.stdout?.on("data", look);
        child.once("exit", () => reject(new Error(`Ended without "${words}":\n${text}${complaint}`)));
        look();
      }),
  };
}
const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once("exit", () => resolve());
  });

/** A restarted chat, and what it brings by itself. */
async function hearsTheNotice(chat: Awaited<ReturnType<typeof prepare>>, says: string) {
  const second = chat("--wait", "45s");
  const heard = outputOf(second);
  second.stdin?.end(says);
  await ended(second);
  const lines = heard
    .text()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; text?: string });
  expect(lines.filter(({ text }) => /^\d{47}$/.test(text ?? ""))).toHaveLength(1);
  expect(lines.filter(({ text }) => text?.includes("já pode ser pago"))).toHaveLength(1);
  expect(lines.filter(({ type }) => type === "document")).toHaveLength(1);
}

// Two services are started and a bank waited for: on a busy machine that takes its time.
describe("kill -9", { timeout: 300_000 }, () => {
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

    // Killed at once, the message may never have been read: then it is written again, as a person would.
    await hearsTheNotice(chat, killAfter ? "" : "menu\n2\nitau\n");
  });

  it.each([
    [
      "inside the call to the bank",
      {
        table: "sandbox_title",
        when: "BEFORE INSERT",
        // The morning registers boletos of its own accord.
        where: "NEW.reference IN (SELECT boleto_id::text FROM boleto_watcher)",
      },
    ],
    [
      "between the commit of the notice and its sending",
      {
        table: "outbound_message",
        when: "BEFORE UPDATE",
        where: "NEW.claimed_until IS NOT NULL AND NEW.kind = 'notice'",
      },
    ],
  ])("%s: one boleto, and its notice after the restart, once", async (_, place) => {
    const chat = await prepare();
    const joined = database ? undefined : await joinServer(folder);
    const connection = database?.connection ?? joined?.connection ?? {};
    await applyMigrations(connection);
    const hang = await hangAt(connection, place);
    const first = chat("--wait", "60s");
    first.stdin?.end("oi\n2\nitau\n");
    await hang.reached();
    first.kill("SIGKILL");
    await ended(first);
    await hang.end();
    await hearsTheNotice(chat, "");
    await joined?.leave();
  });

  it.skipIf(hasServer)(
    "of the one that started the server: whoever uses it too goes on, and stops it at the end",
    async () => {
      const chat = await prepare();
      // Of two people: what a killed process was answering is its chat's alone.
      const [first, second] = [chat(), chat("--phone", "5511900000002")];
      const heard = [outputOf(first), outputOf(second)] as const;
      first.stdin?.write("oi\n");
      await heard[0].until("Você tem");
      first.kill("SIGKILL");
      await ended(first);
      second.stdin?.end("oi\n");
      await ended(second);
      expect(heard[1].text(), heard[1].complaint()).toContain("Olá, ");
      expect(isAlive({ folder: `${folder}/postgresql`, user: sameUser() })).toBe(false);
    },
  );
});
