import type { Browser, Page } from "puppeteer-core";
import { demoOperators } from "../../src/demo/demo-operators.ts";

/** The panel in a browser with cookies of its own, logged in as one of the demo's operators. */
export async function openPanel(
  browser: Browser,
  url: string,
  of: { role?: "administrador" | "atendente"; width?: number; height?: number; dark?: boolean; script?: boolean } = {},
): Promise<{ page: Page; problems: string[] }> {
  const { role = "administrador", width = 1200, height = 860, dark = false, script = true } = of;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  const operator = demoOperators.find((one) => one.role === role);
  await page.goto(`${url}/painel`);
  await page.type("#email", operator?.email ?? "");
  await page.type("#password", operator?.password ?? "");
  await Promise.all([page.waitForNavigation(), page.click("button.main")]);
  return { page, problems };
}
