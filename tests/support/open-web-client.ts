import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import whatsapp from "whatsapp-web.js";
import { findChromium } from "../../scripts/find-chromium.mjs";

const { Client, LocalAuth } = whatsapp;

/** A folder for a session, gone with `remove`. */
export function sessionFolder() {
  const dir = mkdtempSync(path.join(os.tmpdir(), "faturabot-whatsapp-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 4 }) };
}

/** The bare library in a real Chromium, as anybody would use it. */
export function openWebClient(dir: string, chromiumArgs: readonly string[]) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium: run the tests with npm test");
  const client = new Client({
    authStrategy: new LocalAuth({ dataPath: dir }),
    webVersionCache: { type: "none" },
    puppeteer: {
      executablePath,
      headless: true,
      pipe: true,
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...chromiumArgs],
    },
  });
  // After each navigation it puts its part in again, and fails unheard where the browser goes meanwhile.
  const inject = (Reflect.get(client, "inject") as () => Promise<void>).bind(client);
  Object.assign(client, { inject: () => (client.pupBrowser?.connected ? inject().catch(() => {}) : inject()) });
  return {
    client,
    /** The next event of a name. */
    event: <T>(name: string) => new Promise<T>((resolve) => client.once(name, resolve)),
  };
}
