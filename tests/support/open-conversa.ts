import type { Browser, BrowserContext, Page } from "puppeteer-core";

/** The chat page in a browser with cookies of its own, and what it complained of or fetched from elsewhere. */
export async function openConversa(
  browser: Browser,
  url: string,
  of: { width?: number; height?: number; dark?: boolean; script?: boolean } = {},
) {
  const context = await browser.createBrowserContext();
  const page = await newTab(context, of);
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  await page.goto(url);
  return { context, page, problems };
}

/** Another tab of the same browser. */
export async function newTab(
  context: BrowserContext,
  { width = 1000, height = 800, dark = false, script = true } = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  return page;
}

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

/** A picture for the eye, in the folder of SCREENSHOTS where that is given. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
