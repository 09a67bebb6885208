import { mkdirSync } from "node:fs";
import type { Page } from "puppeteer-core";

/** A picture of a page, for the eye and the guides, in the folder of PICTURES where that is given. */
export async function picture(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
}
