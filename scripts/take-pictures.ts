// Takes the pictures of docs/operador.md from the real screens, with the stand-in for WhatsApp.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "puppeteer-core";
import { startWhatsapp } from "../tests/standins/whatsapp/start-whatsapp.ts";
import { openBrowser } from "../tests/support/browser/open-browser.ts";
import { becomes, hears, says } from "../tests/support/browser/open-conversa.ts";
import { newTab } from "../tests/support/browser/open-page.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { findChromium } from "./find-chromium.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-pictures-"));
const [whatsapp, chromium] = await Promise.all([startWhatsapp(), openBrowser()]);
const settings = { PORT: "0", DATA_DIR: `${folder}/data` };
const context = await chromium.browser.createBrowserContext();
const shoot = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: `docs/pictures/${name}.png`, fullPage });
/** Takes a picture of a text as a terminal shows it. */
async function shootTerminal(text: string, name: string): Promise<void> {
  const page = await newTab(context, { width: 760, height: 300 });
  await page.setContent(
    `<pre style="margin:0;padding:16px;background:#111;color:#eee;font:13px/1 monospace;white-space:pre-wrap;float:left"></pre>`,
  );
  await page.$eval("pre", (pre, said) => pre.append(said), text);
  await shoot(page, name, true);
}

const pairing = runFaturabot(["whatsapp", "pair"], {
  ...settings,
  WHATSAPP: "on",
  WHATSAPP_DIR: `${folder}/whatsapp`,
  WHATSAPP_CHROMIUM: findChromium() ?? "",
  WHATSAPP_CHROMIUM_ARGS: JSON.stringify(whatsapp.chromiumArgs),
});
await pairing.says(/Conectar um aparelho/);
await shootTerminal(`$ npx faturabot whatsapp pair\n${pairing.said()}`, "whatsapp-pair");
whatsapp.network.link();
await pairing.ended;

const service = runFaturabot(["start", "--window", "2s"], settings);
const [, url = ""] = await service.says(/aberto em (http:\/\/\S+)/);

const talk = await newTab(context, { width: 420, height: 760 });
await talk.goto(url);
await becomes(talk, "Maria Souza");
await says(talk, "oi");
await hears(talk, "2 faturas em aberto");
await says(talk, "2");
await hears(talk, "De qual banco");
await shoot(talk, "conversa-bancos");

service.kill("SIGTERM");
await service.ended;
await chromium.close();
await whatsapp.stop();
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
