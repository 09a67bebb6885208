import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../standins/telegram/start-telegram.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

/** A process needs its time to be there, on a busy machine above all. */
const patienceMs = 120_000;
let telegram: Telegram;
let folder: string;
let database: TestDatabase;
const started: ReturnType<typeof runFaturabot>[] = [];
beforeEach(async () => {
  telegram = await startTelegram();
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-telegram-"));
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const service of started.splice(0)) {
    service.kill();
    await service.ended;
  }
  await telegram.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The real command on a database of its own. */
function start(settings: Record<string, string> = {}) {
  const service = runFaturabot(["start", "--only", "jobs,telegram"], {
    DATA_DIR: folder,
    DEMO: "on",
    DATABASE_URL: database.connection.connectionString,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ...settings,
  });
  started.push(service);
  return service;
}

describe("the service as it is run", { timeout: 300_000 }, () => {
  it("killed in the middle of its answers, it answers all that was written, each once, in the order of each chat", async () => {
    const people = Array.from({ length: 5 }, (_, index) =>
      telegram.person({ id: 101 + index, phone: "5511900000001" }),
    );
    const hello = (person: (typeof people)[number]) => {
      person.starts();
      return telegram.until(person.asksForContact, "the first answer", patienceMs);
    };
    const first = start();
    await Promise.all(people.map(hello));
    const answers = () => people.map(({ messages }) => messages().map(({ text }) => text?.match(/^(\S+ \S+)/)?.[1]));
    for (const person of people) for (const text of ["ajuda", "123", "ajuda"]) person.says(text);
    await telegram.until(() => answers().flat().length >= people.length + 3, "some answers", patienceMs);
    first.kill("SIGKILL");
    await first.ended;
    start();
    // The one message that was on its way when the process was killed may come twice.
    const once = () => answers().map((one) => one.filter((text, index) => text !== one[index - 1]));
    const wanted = ["Olá! Aqui", "Eu mostro", "Não entendi.", "Eu mostro"];
    await telegram.until(() => once().every(({ length }) => length >= wanted.length), "the other answers", patienceMs);
    for (const one of once()) expect(one).toEqual(wanted);
    expect(answers().flat().length).toBeLessThanOrEqual(people.length * 5);
  });

  it("a second process with the same token costs one clear line, and neither goes down", async () => {
    const service = start();
    await telegram.until(telegram.queue.isPolled, "the first poll", patienceMs);
    telegram.faults.add(
      { method: "getUpdates", times: 1 },
      { kind: "refuse", code: 409, description: "Conflict: terminated by other getUpdates request" },
    );
    telegram.queue.conflict();
    await service.says(/"state":"conflict"/);
    expect(service.said().match(/Another process asks Telegram/g)).toHaveLength(1);
    expect(service.said()).not.toMatch(/\n\s+at /);
    expect(service.said()).not.toContain(telegram.token);
    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
  });

  it("started without network it says so in one line, without the token, and stops when told to", async () => {
    const service = start({ TELEGRAM_API_ROOT: "http://127.0.0.1:9" });
    await service.says(/"state":"lost"/);
    await service.says(/DEMONSTRAÇÃO/);
    expect(service.said().match(/cannot be reached/g)).toHaveLength(1);
    expect(service.said()).not.toContain(telegram.token);
    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
  });
});
