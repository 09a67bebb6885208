import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { becomes, hears, openConversa, says } from "../support/browser/open-conversa.ts";
import { newTab } from "../support/browser/open-page.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  site = await startSite({ windowSeconds: 1 });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium?.close();
  await site?.stop();
});

const open = (of: Parameters<typeof openConversa>[2] = {}) => openConversa(chromium.browser, site.url, of);
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const trouble = async (page: Page) => {
  await page.waitForFunction(() => document.querySelector("#trouble")?.checkVisibility(), { polling: 100 });
  return page.$eval("#trouble", ({ textContent }) => textContent);
};
const written = (page: Page) => page.$eval("#text", (input) => (input as HTMLInputElement).value);
/** Follows the link that the page offers without JavaScript, until it shows what is looked for. */
async function looksUntil(page: Page, selector: string): Promise<void> {
  const until = Date.now() + 30_000;
  while (!(await page.$(selector))) {
    if (Date.now() > until) throw new Error(`No ${selector} after 30 s`);
    await Promise.all([page.waitForNavigation(), page.click("noscript a")]);
  }
}
/** Presses Tab until it reaches the button that reads so. */
async function tabsTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate((text) => {
      const { activeElement } = document;
      return activeElement?.tagName === "BUTTON" && activeElement.textContent?.includes(text);
    }, words);
    if (reached) return;
  }
  throw new Error(`The keyboard does not reach "${words}"`);
}
const pdfOf = async (page: Page, cookie: string) => {
  const href = await page.$eval("a.paper", (link) => (link as HTMLAnchorElement).href);
  const response = await fetch(href, { headers: { cookie } });
  return { status: response.status, begins: (await response.text()).slice(0, 5) };
};
const cookieOf = async (page: Page) => {
  const cookies = await page.browserContext().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
};

describe("the chat page", () => {
  it.each([
    { width: 1200, height: 800, dark: false, name: "Maria Souza" },
    { width: 360, height: 740, dark: true, name: "João Pereira" },
  ])("goes from oi to the boleto with the keyboard alone, live, at $width px", async ({ name, ...look }) => {
    const { page, problems } = await open(look);
    await picture(page, `people-${look.width}`);
    await tabsTo(page, name);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForFunction(() => document.activeElement?.id === "text");
    await picture(page, `new-${look.width}`);
    await says(page, "oi");
    await hears(page, "Você tem 2 faturas em aberto");
    expect(await page.$("#hint")).toBeNull();
    await picture(page, `list-${look.width}`);
    await says(page, "2");
    await hears(page, "De qual banco você quer o boleto?");
    await tabsTo(page, "Itaú");
    await picture(page, `banks-${look.width}`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("a.paper", { timeout: 30_000 });
    await picture(page, `boleto-${look.width}`);
    const texts = await page.$$eval(".message.bot", (items) => items.map(({ textContent }) => textContent ?? ""));
    expect(texts.find((text) => text.includes("Estou preparando"))).toBeDefined();
    expect(texts.find((text) => text.includes("já pode ser pago"))).toContain("VALE FIBRA TELECOM LTDA");
    expect(await page.$eval(".copy", (button) => button.getAttribute("data-copy"))).toMatch(/^34191\d{42}$/);
    await page.browserContext().overridePermissions(site.url, ["clipboard-read", "clipboard-sanitized-write"]);
    await tabsTo(page, "Copiar código");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".copy")?.textContent === "Copiado");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^34191\d{42}$/);
    expect(await pdfOf(page, await cookieOf(page))).toEqual({ status: 200, begins: "%PDF-" });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const ids = await page.$$eval(".message", (items) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(problems).toEqual([]);
  });

  it("goes from oi to the PDF without JavaScript, by forms and a link", async () => {
    const { page } = await open({ script: false, width: 360, height: 740 });
    await becomes(page, "Ana Lima");
    await picture(page, "plain-new-360");
    await Promise.all([page.waitForNavigation(), says(page, "oi")]);
    await looksUntil(page, ".choices button");
    await picture(page, "plain-list-360");
    await Promise.all([page.waitForNavigation(), page.click(".choices button")]);
    await looksUntil(page, "a.paper");
    await picture(page, "plain-boleto-360");
    expect(await pdfOf(page, await cookieOf(page))).toEqual({ status: 200, begins: "%PDF-" });
    expect(await page.$eval(".copy", (button) => button.checkVisibility())).toBe(false);
    expect(await page.$eval("#text", (input) => input.checkVisibility())).toBe(true);
  });

  it("shows what is written as text, whatever it looks like", async () => {
    const { page, problems } = await open();
    await becomes(page, "Carlos Dias");
    await says(page, "<img src=x onerror=alert(1)> *oi*");
    await hears(page, "Você não tem fatura em aberto");
    expect(await page.$$("#talk img")).toHaveLength(0);
    expect(problems).toEqual([]);
  });

  it("tells of a failing network, keeps what was written, and goes on when it is back", async () => {
    const { page } = await open();
    await becomes(page, "Carlos Dias");
    await page.setOfflineMode(true);
    await says(page, "oi");
    expect(await trouble(page)).toContain("a mensagem não foi enviada");
    expect(await written(page)).toBe("oi");
    await picture(page, "trouble-1000");
    await page.setOfflineMode(false);
    await page.keyboard.press("Enter");
    await hears(page, "Você não tem fatura em aberto");
    expect(await written(page)).toBe("");
    expect(await page.$eval("#trouble", (told) => told.checkVisibility())).toBe(false);
    expect(await page.$$(".message.person")).toHaveLength(1);
  });

  it("refuses a button of an old list kindly, and shows the list of now", async () => {
    const { page } = await open({ dark: true });
    await becomes(page, "Padaria Pão Quente");
    await says(page, "oi");
    await hears(page, "11 faturas em aberto");
    await picture(page, "eleven-1000");
    await page.click(".choices button");
    await hears(page, "De qual banco");
    await page.click(".choices button");
    await hears(page, "lista antiga");
    await hears(page, "Escolha o banco");
    await picture(page, "old-button-1000");
  });
});

describe("two tabs of one browser", () => {
  it("show the same talk, each what is written in the other, once", async () => {
    const { context, page } = await open();
    await becomes(page, "Rita Gomes");
    const other = await newTab(context);
    await other.goto(`${site.url}/conversa`);
    await says(page, "oi");
    await hears(other, "1 fatura em aberto");
    await says(other, "1");
    await hears(page, "De qual banco");
    const talk = (tab: Page) =>
      tab.$$eval(".message.person .text", (said) => said.map(({ textContent }) => textContent));
    // The tab that heard the answer may be ahead of the other.
    for (const tab of [page, other]) await vi.waitFor(async () => expect(await talk(tab)).toEqual(["oi", "1"]));
  });

  it("never mix two people: what the older tab writes is refused in words, and kept", async () => {
    const { context, page } = await open();
    await becomes(page, "Carlos Dias");
    const other = await newTab(context);
    await other.goto(`${site.url}/conversa/assinantes`);
    await becomes(other, "Bruno Costa");
    const before = await site.app.prisma.inboundMessage.count();
    await says(page, "para o Carlos");
    expect(await trouble(page)).toBe("Esta conversa terminou: outra foi aberta neste navegador. Atualize a página.");
    expect(await written(page)).toBe("para o Carlos");
    expect(await site.app.prisma.inboundMessage.count()).toBe(before);
    await page.reload();
    expect(await page.$eval("header", (header) => header.textContent)).toContain("Bruno Costa");
  });
});

describe("accessibility", () => {
  it.each([
    ["light", false],
    ["dark", true],
  ])(
    "axe-core objects to nothing on the people, the chat with a boleto and the problem page, %s",
    async (look, dark) => {
      const { page } = await open({ dark, width: 360, height: 740 });
      expect(await objections(page)).toEqual([]);
      await becomes(page, "Lia Rocha");
      expect(await objections(page)).toEqual([]);
      await says(page, "oi");
      await hears(page, "fatura em aberto");
      await says(page, "1");
      await page.waitForSelector("a.paper", { timeout: 30_000 });
      await page.$eval("#trouble", (told) => {
        (told as HTMLElement).hidden = false;
        told.textContent = "Sem conexão.";
      });
      await picture(page, `boleto-${look}-360`);
      expect(await objections(page)).toEqual([]);
      await page.goto(`${site.url}/conversa/mensagens/b1/boleto.pdf`);
      await picture(page, `problem-${look}-360`);
      expect(await page.$eval("h1", ({ textContent }) => textContent)).toBe("Não deu certo");
      expect(await objections(page)).toEqual([]);
    },
  );
});
