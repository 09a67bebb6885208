import type { Browser, Page } from "puppeteer-core";
import { demoOperators } from "../../../src/demo/demo-provider.ts";
import { type Look, openPage } from "./open-page.ts";

/** The panel in a browser with cookies of its own, logged in as one of the demo's operators. */
export async function openPanel(
  browser: Browser,
  url: string,
  { role = "administrador", ...look }: Look & { role?: "administrador" | "atendente" } = {},
): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await openPage(
    browser,
    { origin: url, path: "/painel" },
    { width: 1200, height: 860, ...look },
  );
  const operator = demoOperators.find((one) => one.role === role);
  await page.type("#email", operator?.email ?? "");
  await page.type("#password", operator?.password ?? "");
  await Promise.all([page.waitForNavigation(), page.click("button.main")]);
  return { page, problems };
}
