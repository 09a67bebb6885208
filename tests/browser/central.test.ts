import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { follows, openCentral } from "../support/browser/open-central.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  // Long enough to see the waiting page.
  site = await startSite({ windowSeconds: 6 });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium?.close();
  await site?.stop();
});

const open = (of: Parameters<typeof openCentral>[2] = {}) => openCentral(chromium.browser, site.url, of);
const heading = (page: Page) => page.$eval("h1", ({ textContent }) => textContent);
const text = (page: Page) => page.$eval("main", ({ textContent }) => textContent);
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
/** Each page of the path, by the seed's own steps. `check` looks at every one of them. */
async function path(page: Page, name: string, check: (step: string) => Promise<void>, waits: () => Promise<void>) {
  await check("1-acesse-a-central");
  await follows(page, name);
  await check("1-inicio");
  await follows(page, "Faturas");
  await check("2-faturas");
  await follows(page, "Vence em");
  await check("2-fatura");
  await follows(page, "Pagar fatura");
  await check("3-pagar-fatura");
  await follows(page, "Imprimir fatura");
  expect(await heading(page)).toBe("Escolha o banco");
  await check("5-bancos");
  await follows(page, "Itaú");
  expect(await heading(page)).toMatch(/^Aguarde até 1 minuto$/);
  expect(await text(page)).toMatch(/Fica pronto até as \d\d:\d\d/);
  await check("7-aguarde");
  await waits();
  expect(await heading(page)).toBe("Seu boleto já pode ser pago");
  expect(await text(page)).toContain("VALE FIBRA TELECOM LTDA");
  expect(await page.$eval("#linha", ({ textContent }) => textContent)).toMatch(/^34191\d{42}$/);
  await check("8-visualizar-imprimir-pagar");
}

describe("Como o cliente escolhe sua carteira na Central do Assinante", () => {
  it.each([
    { width: 1000, height: 900, dark: false, name: "Maria Souza" },
    { width: 360, height: 740, dark: true, name: "João Pereira" },
  ])("works step by step, live, without findings of axe, at $width px", async ({ name, ...look }) => {
    const { page, problems } = await open(look);
    await path(
      page,
      name,
      async (step) => {
        await picture(page, `central-${step}${look.width === 360 ? "-360" : ""}`);
        expect([step, await objections(page), Math.max(0, await overflow(page))]).toEqual([step, [], 0]);
      },
      async () => {
        await page.waitForSelector("#linha", { timeout: 30_000 });
      },
    );
    await page.browserContext().overridePermissions(site.url, ["clipboard-read", "clipboard-sanitized-write"]);
    await page.click("[data-copy]");
    await page.waitForFunction(() => document.querySelector("[data-copy]")?.textContent === "Copiado");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^34191\d{42}$/);
    const pdf = await page.evaluate(async () => {
      const link = [...document.querySelectorAll("a")].find(({ textContent }) => textContent?.includes("Visualizar"));
      const response = await fetch(link?.href ?? "");
      return [response.status, (await response.text()).slice(0, 5)];
    });
    expect(pdf).toEqual([200, "%PDF-"]);
    expect(problems).toEqual([]);
  });

  it("works without JavaScript, by links and forms", async () => {
    const { page } = await open({ script: false, width: 360, height: 740 });
    await path(
      page,
      "Padaria Pão Quente",
      async () => {},
      async () => {
        const until = Date.now() + 30_000;
        while (!(await page.$("#linha"))) {
          if (Date.now() > until) throw new Error("No boleto after 30 s");
          await Promise.all([page.waitForNavigation(), page.click("noscript a")]);
        }
      },
    );
    expect(await page.$eval(".copy", (button) => button.checkVisibility())).toBe(false);
  });
});
