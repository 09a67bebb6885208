import type { Browser, Page } from "puppeteer-core";

/** The Central in a browser with cookies of its own, and what it complained of or fetched from elsewhere. */
export async function openCentral(
  browser: Browser,
  url: string,
  of: { width?: number; height?: number; dark?: boolean; script?: boolean } = {},
): Promise<{ page: Page; problems: string[] }> {
  const { width = 1000, height = 900, dark = false, script = true } = of;
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  await page.goto(`${url}/central`);
  return { page, problems };
}

/** Presses the link or button that reads so, and waits for the page it leads to. */
export async function follows(page: Page, words: string): Promise<void> {
  const target = await page.waitForSelector(
    `::-p-xpath(//main//*[self::a or self::button][contains(., "${words}")] | //nav//a[contains(., "${words}")])`,
  );
  await Promise.all([page.waitForNavigation(), target?.click()]);
}
