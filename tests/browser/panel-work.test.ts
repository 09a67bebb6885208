import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { openPanel } from "../support/browser/open-panel.ts";
import { picture } from "../support/browser/picture.ts";
import { enterWork } from "../support/enter-work.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let work: Awaited<ReturnType<typeof enterWork>>;
let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  site = await startSite({ windowSeconds: 600, works: false });
  work = await enterWork(site);
  opened = await openBrowser();
});
afterAll(async () => {
  await opened?.close();
  await site?.stop();
});

const pages = () => ({
  hoje: "/hoje",
  atendimento: "/atendimento",
  conversa: `/atendimento/${work.chatId}`,
  problemas: "/problemas",
  faturas: "/faturas",
  fatura: `/faturas/${work.invoiceId}`,
  devolver: "/devolver",
  faturamento: "/faturamento",
  contrato: "/faturamento/contrato/contrato-5-1",
  horario: "/horario",
  filiais: "/filiais",
  filial: "/filiais/nova",
  importar: "/importar",
});
const names = [
  "hoje",
  "atendimento",
  "conversa",
  "problemas",
  "faturas",
  "fatura",
  "devolver",
  "faturamento",
  "contrato",
  "horario",
  "filiais",
  "filial",
  "importar",
] as const;

describe("the pages of the daily work", () => {
  describe.each([
    ["light", false],
    ["dark", true],
  ])("in %s", (scheme, dark) => {
    let panel: Awaited<ReturnType<typeof openPanel>>;
    beforeAll(async () => {
      panel = await openPanel(opened.browser, site.url, { dark });
    });
    afterAll(() => panel?.page.close());

    it.each(names)("have no findings of axe, and load nothing from elsewhere: %s", async (name) => {
      await panel.page.goto(`${site.url}/painel${pages()[name]}`);
      expect(await objections(panel.page)).toEqual([]);
      await picture(panel.page, `${name}-${scheme}`);
      expect(panel.problems).toEqual([]);
    });
  });

  it("fit a phone of 360 px", async () => {
    const { page } = await openPanel(opened.browser, site.url, { width: 360, height: 740 });
    for (const name of names) {
      await page.goto(`${site.url}/painel${pages()[name]}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, name).toBeLessThanOrEqual(360);
      await picture(page, `${name}-360`);
    }
    await page.close();
  });

  it("work without JavaScript: a person answers, a boleto is cancelled, a file is looked at", async () => {
    const { page } = await openPanel(opened.browser, site.url, { script: false });
    const send = async (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
    await page.goto(`${site.url}/painel/atendimento`);
    await send("tbody a");
    await page.type("#text", "Bom dia! <b>Já</b> olho.");
    await send(".answer button");
    expect(await page.$eval(".messages li:last-child .said", (said) => said.textContent)).toBe(
      "Bom dia! <b>Já</b> olho.",
    );
    await page.goto(`${site.url}/painel/faturas/${work.invoiceId}`);
    await send("button.danger");
    expect(await page.$eval("[role=status]", (said) => said.textContent)).toContain("Boleto cancelado");
    await page.close();
  });

  it("show a new message by itself, without losing what is being written", async () => {
    const { page } = await openPanel(opened.browser, site.url);
    // The server tells of it: no page looks by the clock.
    await page.evaluateOnNewDocument(() => {
      window.setInterval = (() => 0) as unknown as typeof window.setInterval;
    });
    await page.goto(`${site.url}/painel/atendimento/${work.chatId}`);
    await page.type("#text", "escrevendo");
    const address = "web-5511900000003";
    await site.app.receive({
      channel: "web",
      address,
      phone: "5511900000003",
      externalId: "live",
      body: { kind: "text", text: "chegou <i>agora</i>" },
    });
    await page.waitForFunction(
      () => document.querySelector("#mensagens")?.textContent?.includes("chegou <i>agora</i>"),
      {
        timeout: 30_000,
      },
    );
    expect(await page.$eval("#text", (field) => (field as HTMLTextAreaElement).value)).toBe("escrevendo");
    await page.close();
  });
});
