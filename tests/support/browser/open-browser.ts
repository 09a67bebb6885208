import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import puppeteer from "puppeteer-core";
import { findChromium } from "../../../scripts/find-chromium.mjs";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A real Chromium with an empty profile that is gone afterwards. */
export async function openBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium: run the tests with npm test");
  const userDataDir = mkdtempSync(path.join(os.tmpdir(), "faturabot-browser-"));
  const browser = await puppeteer.launch({ executablePath, headless: true, args: flags, userDataDir });
  return {
    browser,
    async close() {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true });
    },
  };
}
