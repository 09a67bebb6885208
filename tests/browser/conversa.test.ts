import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/open-browser.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  site = await startSite({ windowSeconds: 1 });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium.close();
  await site.stop();
});

const lastBubble = (page: Page, text: string) =>
  page.waitForFunction(
    (words) => [...document.querySelectorAll(".message.bot")].at(-1)?.textContent?.includes(words),
    { timeout: 20_000 },
    text,
  );
const says = async (page: Page, text: string) => {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};
const screenshot = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

async function openAs(name: string, width: number, height: number) {
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  await page.setViewport({ width, height });
  await page.goto(site.url);
  await screenshot(page, `people-${width}`);
  const button = await page.waitForSelector(`::-p-xpath(//button[contains(., "${name}")])`);
  await Promise.all([page.waitForNavigation(), button?.click()]);
  return { page, problems };
}

describe("the chat page", () => {
  it.each([
    [1200, 800, "Maria Souza"],
    [360, 740, "João Pereira"],
  ])("goes from oi to the boleto with the keyboard alone, live, at %i px", async (width, height, name) => {
    const { page, problems } = await openAs(name, width, height);
    await says(page, "oi");
    await lastBubble(page, "Você tem 2 faturas em aberto");
    await screenshot(page, `list-${width}`);
    await says(page, "2");
    await lastBubble(page, "De qual banco você quer o boleto?");
    await says(page, "itau");
    await page.waitForSelector(".copy", { timeout: 20_000 });
    const href = await page
      .waitForSelector("a.paper", { timeout: 20_000 })
      .then((link) => link?.evaluate((a) => a.getAttribute("href")));
    await screenshot(page, `boleto-${width}`);
    const line = await page.$eval(".copy", (button) => button.getAttribute("data-copy"));
    expect(line).toMatch(/^34191\d{42}$/);
    const pdf = await page.evaluate(async (url) => {
      const response = await fetch(String(url));
      return {
        status: response.status,
        type: response.headers.get("content-type"),
        begins: (await response.text()).slice(0, 5),
      };
    }, href);
    expect(pdf).toEqual({ status: 200, type: expect.stringContaining("application/pdf"), begins: "%PDF-" });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(
      await page.$$eval(".message", (items) =>
        items.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index),
      ),
    ).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("shows what is written as text, whatever it looks like", async () => {
    const { page, problems } = await openAs("Carlos Dias", 800, 700);
    await says(page, "<img src=x onerror=alert(1)> *oi*");
    await lastBubble(page, "Você não tem fatura em aberto");
    expect(await page.$$("#talk img")).toHaveLength(0);
    expect(problems).toEqual([]);
  });

  it("refuses to hand a thread's paper to another thread, and forms of other pages", async () => {
    const stranger = await fetch(`${site.url}/conversa/mensagens/b1/boleto.pdf`);
    expect(stranger.status).toBe(404);
    const foreign = await fetch(`${site.url}/conversa/abrir`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).toBe(403);
  });
});
