import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findChromium } from "../../../scripts/find-chromium.mjs";
import { openClient } from "../../../src/bots/whatsapp/open-client.ts";
import { usualTimings } from "../../../src/bots/whatsapp/timings.ts";
import { type StandIn, startWhatsapp } from "../../standins/whatsapp/start-whatsapp.ts";
import { chromiumOf } from "../../support/browser/chromium-of.ts";
import { sessionFolder } from "../../support/open-web-client.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
let standIn: StandIn;
let folder: ReturnType<typeof sessionFolder>;
let database: TestDatabase;
const noneLeft = () => vi.waitFor(() => expect(chromiumOf(folder.dir)).toEqual([]), { timeout: 20_000, interval: 50 });

beforeAll(async () => {
  standIn = await startWhatsapp();
  folder = sessionFolder();
  database = await createTestDatabase();
});
afterAll(async () => {
  await standIn.stop();
  await database.drop();
  folder.remove();
});

/** On a session folder of the stand-in's. */
const settingsOn = (session: string) => ({
  PORT: "0",
  LOG_LEVEL: "info",
  DEMO: "on",
  DATA_DIR: `${folder.dir}/data`,
  DATABASE_URL: database.connection.connectionString,
  WHATSAPP: "on",
  WHATSAPP_DIR: `${folder.dir}/${session}`,
  WHATSAPP_CHROMIUM: findChromium() ?? "",
  WHATSAPP_CHROMIUM_ARGS: JSON.stringify(standIn.chromiumArgs),
});

test("a service killed outright leaves no Chromium, and the next one has the session and what came meanwhile", async () => {
  const settings = settingsOn("whatsapp");
  const first = runFaturabot(["start"], settings);
  await first.says(/"state":"pairing"/);
  standIn.network.link();
  await first.says(/"state":"ready"/);
  const browsers = chromiumOf(folder.dir).filter(({ kind }) => kind === "browser");
  expect(browsers).toHaveLength(1);
  // The session is the number, and the settings are secrets: other users get neither, and Chromium not the latter.
  expect(statSync(path.join(settings.WHATSAPP_DIR, "session")).mode & 0o077).toBe(0);
  const environment = readFileSync(`/proc/${browsers[0]?.pid}/environ`, "utf8");
  expect(environment).toContain("PATH=");
  expect(environment).not.toMatch(/DATABASE_URL|WHATSAPP_DIR|DATA_DIR/);
  first.kill("SIGKILL");
  await first.ended;
  await noneLeft();

  const maria = standIn.person("5511900000001");
  maria.says("oi");
  const second = runFaturabot(["start"], settings);
  await maria.hears("Olá, Maria!");
  expect(second.said()).not.toContain('"state":"pairing"');
  second.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  await noneLeft();
});

test("the pair command warns first, shows the QR code or a code, and links", async () => {
  standIn.network.unlink();
  const run = runFaturabot(["whatsapp", "pair", "--phone", "5511988880000"], settingsOn("paired"));
  const [, code = ""] = await run.says(/Código: ([0-9A-F]{8})/);
  expect(run.said()).toMatch(
    /não é o WhatsApp oficial[\s\S]*pode bloquear[\s\S]*Nunca o número principal[\s\S]*Código/,
  );
  standIn.network.enterCode(code);
  await run.says(/Conectado/);
  expect(await run.ended).toBe(0);
  await noneLeft();
});

test("a client that cannot open ends and leaves no Chromium", async () => {
  // Somebody takes the connection and says nothing.
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const chromiumArgs = [`--host-resolver-rules=MAP web.whatsapp.com:443 127.0.0.1:${port}`];
  const chromium = findChromium();
  const settings = { dir: folder.dir, chromiumArgs, memoryMegabytes: 4000, ...(chromium && { chromium }) };
  const listener = { qr() {}, authenticated() {}, ready() {}, message() {}, ack() {} };
  const stuck = openClient(settings, { ...usualTimings, openingMs: 3_000, lookEveryMs: 200 }, listener);
  expect(await stuck.ended).toBe("opening-timeout");
  await stuck.close();
  await noneLeft();
  silent.close();

  const refused = openClient(settings, usualTimings, listener);
  expect(await refused.ended).toMatch(/^start: net::ERR/);
  await refused.close();
  await noneLeft();
});

test("a Chromium that has grown too much is given up", async () => {
  const chromium = findChromium();
  const settings = {
    dir: folder.dir,
    chromiumArgs: standIn.chromiumArgs,
    memoryMegabytes: 1,
    ...(chromium && { chromium }),
  };
  const listener = { qr() {}, authenticated() {}, ready() {}, message() {}, ack() {} };
  const life = openClient(settings, { ...usualTimings, lookEveryMs: 100, memoryEveryMs: 0 }, listener);
  expect(await life.ended).toBe("memory");
  await life.close();
  await noneLeft();
});
