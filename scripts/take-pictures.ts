// The pictures of docs/operador.md, taken anew: of the real screens, with the stand-ins in WhatsApp's and Telegram's place.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "puppeteer-core";
import { startTelegram } from "../tests/standins/telegram/start-telegram.ts";
import { startWhatsapp } from "../tests/standins/whatsapp/start-whatsapp.ts";
import { openBrowser } from "../tests/support/open-browser.ts";
import { becomes, hears, newTab, says } from "../tests/support/open-conversa.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { findChromium } from "./find-chromium.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-pictures-"));
const [whatsapp, telegram, chromium] = await Promise.all([startWhatsapp(), startTelegram(), openBrowser()]);
const settings = {
  PORT: "0",
  DATA_DIR: `${folder}/data`,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.url,
  WHATSAPP: "on",
  WHATSAPP_DIR: `${folder}/whatsapp`,
  WHATSAPP_CHROMIUM: findChromium() ?? "",
  WHATSAPP_CHROMIUM_ARGS: JSON.stringify(whatsapp.chromiumArgs),
  LOG_LEVEL: "info",
};
const context = await chromium.browser.createBrowserContext();
async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  // A machine without coloured letters draws an empty box in place of this one.
  await page.$$eval(".message.bot .text", (texts) => {
    for (const text of texts) text.innerHTML = text.innerHTML.replace("✅", '<b style="color:#0a8f3c">✔</b>');
  });
  await page.screenshot({ path: `docs/pictures/${name}.png`, fullPage });
}
/** What a terminal shows, as it shows it. */
async function shootTerminal(text: string, name: string): Promise<void> {
  const page = await newTab(context, { width: 760, height: 300 });
  await page.setContent(
    `<pre style="margin:0;padding:16px;background:#111;color:#eee;font:13px/1 monospace;white-space:pre-wrap;float:left"></pre>`,
  );
  await page.$eval("pre", (pre, said) => pre.append(said), text);
  await shoot(page, name, true);
}

const pairing = runFaturabot(["whatsapp", "pair"], { ...settings, LOG_LEVEL: "error" });
await pairing.says(/Conectar um aparelho/);
await shootTerminal(`$ npx faturabot whatsapp pair\n${pairing.said()}`, "whatsapp-pair");
whatsapp.network.link();
await pairing.ended;

const service = runFaturabot(["start", "--window", "2s"], settings);
const [, url = ""] = await service.says(/aberto em (http:\/\/\S+)/);
await service.says(/"channel":"whatsapp"[^\n]*"state":"ready"|"state":"ready"[^\n]*"whatsapp"/);
const health = await (await fetch(`${url}/health/ready`)).text();
await shootTerminal(`$ curl -s http://127.0.0.1:3000/health/ready\n${health}`, "health");

const talk = await newTab(context, { width: 420, height: 760 });
await talk.goto(url);
await becomes(talk, "Maria Souza");
await says(talk, "oi");
await hears(talk, "2 faturas em aberto");
await says(talk, "2");
await hears(talk, "De qual banco");
await shoot(talk, "conversa-bancos");
await says(talk, "itau");
await talk.waitForSelector("a.paper", { timeout: 60_000 });
await shoot(talk, "conversa-boleto");

service.kill("SIGTERM");
await service.ended;
await chromium.close();
await Promise.all([whatsapp.stop(), telegram.stop()]);
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
