import type { Browser, Page } from "puppeteer-core";
import { type Look, openPage } from "./open-page.ts";

/** The Central in a browser with cookies of its own, and what it complained of or fetched from elsewhere. */
export const openCentral = (browser: Browser, url: string, look: Look = {}) =>
  openPage(browser, { origin: url, path: "/central" }, { height: 900, ...look });

/** Presses the link or button that reads so, and waits for the page it leads to. */
export async function follows(page: Page, words: string): Promise<void> {
  const target = await page.waitForSelector(
    `::-p-xpath(//main//*[self::a or self::button][contains(., "${words}")] | //nav//a[contains(., "${words}")])`,
  );
  await Promise.all([page.waitForNavigation(), target?.click()]);
}
