import type { Browser, BrowserContext, Page } from "puppeteer-core";

/** How a page is looked at. */
export interface Look {
  width?: number;
  height?: number;
  dark?: boolean;
  script?: boolean;
}

/** A page in a browser with cookies of its own, and what it complained of or fetched from elsewhere than `origin`. */
export async function openPage(browser: Browser, { origin, path = "" }: { origin: string; path?: string }, look: Look) {
  const context = await browser.createBrowserContext();
  const page = await newTab(context, look);
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  await page.goto(`${origin}${path}`);
  return { context, page, problems };
}

/** Another tab of the same browser. */
export async function newTab(context: BrowserContext, look: Look = {}): Promise<Page> {
  const { width = 1000, height = 800, dark = false, script = true } = look;
  const page = await context.newPage();
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  return page;
}
