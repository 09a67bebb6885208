import type { Browser, Page } from "puppeteer-core";
import { type Look, openPage } from "./open-page.ts";

/** The chat page in a browser with cookies of its own, and what it complained of or fetched from elsewhere. */
export const openConversa = (browser: Browser, url: string, look: Look = {}) =>
  openPage(browser, { origin: url }, look);

/** Becomes one of the demo's subscribers. */
export async function becomes(page: Page, name: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-xpath(//button[contains(., "${name}")])`);
  await Promise.all([page.waitForNavigation(), button?.click()]);
}

/** Writes a message and sends it, on the keyboard. */
export async function says(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  await page.focus("#text");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Waits until the newest message from the other side contains these words. */
export async function hears(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (words) => [...document.querySelectorAll(".message.bot")].at(-1)?.textContent?.includes(words),
    { timeout: 30_000, polling: 100 },
    text,
  );
}
