import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { access } from "../../src/panel/ui/access.ts";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { openPanel } from "../support/browser/open-panel.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  site = await startSite();
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium?.close();
  await site?.stop();
});
const walletOf = async (externalId: string) =>
  (await site.app.prisma.contract.findUniqueOrThrow({ where: { externalId }, include: { wallet: true } })).wallet
    ?.externalId;
const idOf = async (externalId: string) =>
  (await site.app.prisma.wallet.findUniqueOrThrow({ where: { externalId } })).id;
const open = (of: Parameters<typeof openPanel>[2] = {}) => openPanel(chromium.browser, site.url, of);
const follow = (page: Page, selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
const text = (page: Page) => page.evaluate(() => document.body.textContent ?? "");

describe("como vincular um cliente à carteira de cobrança do tipo fatura", () => {
  beforeEach(async () => {
    const { prisma } = site.app;
    await prisma.contract.update({
      where: { externalId: "contrato-2-1" },
      data: { walletId: await idOf("banco-itau") },
    });
  });

  it.each([
    ["with JavaScript", true, 1200],
    ["without JavaScript", false, 1200],
    ["without JavaScript, 360 px wide", false, 360],
  ])(
    "Sistema → Cadastros → Contratos → Editar → Faturamento → Carteira de Cobrança → Salvar, %s",
    async (_, script, width) => {
      const { page, problems } = await open({ role: "atendente", script, width });
      const step = (name: string) => (script ? picture(page, name) : Promise.resolve());
      await page.click("::-p-xpath(//summary[text()='Sistema'])");
      await step("painel-1-sistema");
      await page.click("::-p-xpath(//summary[text()='Cadastros'])");
      await step("painel-2-cadastros");
      await follow(page, "::-p-xpath(//nav//a[text()='Contratos'])");
      await step("painel-3-contratos");
      await page.type("#busca", "joao porto 45");
      await follow(page, "::-p-xpath(//button[text()='Procurar'])");
      expect(await page.$$eval("tbody tr", (rows) => rows.length)).toBe(1);
      await step("painel-4-localizar");
      await follow(page, "::-p-xpath(//a[text()='Editar'])");
      await step("painel-5-editar");
      await follow(page, "::-p-xpath(//a[text()='Faturamento'])");
      await step("painel-6-faturamento");
      await page.select("#wallet", await idOf("fatura"));
      await step("painel-7-carteira");
      await follow(page, "::-p-xpath(//button[text()='Salvar'])");
      await step("painel-8-salvar");
      const said = await page.$eval("[role=status]", ({ textContent }) => textContent);
      expect(said).toContain("Salvo: Fatura – Itaú, Bradesco ou Sicoob.");
      expect(said).toContain("1 boleto já emitido fica como está.");
      expect(await walletOf("contrato-2-1")).toBe("fatura");
      expect(await text(page)).toContain("de Itaú para Fatura – Itaú, Bradesco ou Sicoob.");
      expect(problems).toEqual([]);
    },
  );
});

describe("many contracts at once", () => {
  it.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("go to a wallet after a preview, and a bar tells how far, %s", async (_, script) => {
    const { page } = await open({ script });
    const target = await idOf(script ? "fatura" : "fatura-trava");
    await page.goto(`${site.url}/painel/contratos?busca=rua`);
    await follow(page, "::-p-xpath(//a[contains(., 'Vincular todos')])");
    await page.select("#wallet", target);
    await follow(page, "::-p-xpath(//button[text()='Ver o que muda'])");
    expect(await page.$eval(".warn", ({ textContent }) => textContent)).toMatch(
      script ? /passam para .*; \d+ já est/ : /^\D*\d+ passam para Fatura/,
    );
    if (script) await picture(page, "painel-9-vincular-muitos");
    await follow(page, "button[name=confirm]");
    // While the page is on its way to its next version there is nothing to read.
    const ready = async () => expect(await text(page).catch(() => "")).toContain("Pronto:");
    await vi.waitFor(ready, { timeout: 40_000, interval: 200 });
    expect(
      await site.app.prisma.contract.count({ where: { address: { startsWith: "Rua" }, NOT: { walletId: target } } }),
    ).toBe(0);
  });
});

describe("a bank wallet", () => {
  it("is checked while it is filled, and shows what its boletos will say before it is saved", async () => {
    const { page, problems } = await open();
    await page.goto(`${site.url}/painel/carteiras/banco/nova`);
    await follow(page, "a[href$='banco=341']");
    await page.type("[name='account.agencia']", "12");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() =>
      document.getElementById("account.agencia-fault")?.textContent?.includes("4 números"),
    );
    await page.type("[name='account.agencia']", "34");
    const fields = {
      "account.conta": "11111",
      "account.carteira": "109",
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12.345.678/0001-95",
      nossoNumeroFrom: "1",
      nossoNumeroTo: "999",
      id: "itau-novo",
    };
    for (const [name, value] of Object.entries(fields)) await page.type(`[name='${name}']`, value);
    await page.waitForFunction(() => /341\d{2}\.\d{5}/.test(document.querySelector("#exemplo")?.textContent ?? ""), {
      timeout: 20_000,
    });
    await page.$eval("#exemplo", (sample) => sample.scrollIntoView({ block: "center" }));
    await picture(page, "painel-10-banco");
    await follow(page, "::-p-xpath(//button[text()='Salvar'])");
    expect(await page.$eval("[role=status]", ({ textContent }) => textContent)).toContain("Itaú (itau-novo): salva.");
    await picture(page, "painel-11-carteiras");
    expect(problems).toEqual([]);
  });
});

describe("how a bank wallet registers", () => {
  const seen = (page: Page) =>
    page.$$eval("form.card [name]:not([type=hidden])", (fields) =>
      fields.filter((field) => field.checkVisibility()).map((field) => field.getAttribute("name") ?? ""),
    );
  it.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("is chosen, and only what belongs to the way is asked, %s", async (_, script) => {
    const { page, problems } = await open({ script });
    await page.goto(`${site.url}/painel/carteiras/banco/nova?banco=001`);
    const ways = await page.$$eval("#registersBy option", (options) => options.map(({ value }) => value));
    expect(ways).toEqual(["sandbox", "api", "cnab240"]);
    expect((await seen(page)).filter((name) => /^cnab|bankNumbers/.test(name))).toEqual([]);
    await page.select("#registersBy", "api");
    expect(await seen(page)).toEqual(expect.arrayContaining(["bankNumbers", "nossoNumeroFrom", "windowMinutes"]));
    await page.select("#bankNumbers", "sim");
    const numbered = await seen(page);
    expect(numbered.filter((name) => /^cnab|nossoNumero/.test(name))).toEqual([]);
    if (script) {
      await page.click("summary::-p-text(Exemplo do arquivo)");
      await picture(page, "painel-12-banco-api", { fullPage: true });
      expect(await objections(page)).toEqual([]);
    }
    await page.select("#registersBy", "cnab240");
    const byFile = await seen(page);
    expect(byFile).toEqual(expect.arrayContaining(["cnab.variacao", "cnab.segmentoR", "nossoNumeroFrom", "cutOff"]));
    expect(byFile.filter((name) => /bankNumbers|windowMinutes/.test(name))).toEqual([]);
    const id = script ? "bb-arquivo" : "bb-arquivo-2";
    const range = script ? ["1", "999"] : ["1000", "1999"];
    const fields = {
      id,
      "account.agencia": "1234",
      "account.conta": "123456",
      "account.beneficiario": "7654321",
      "account.carteira": "17",
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12.345.678/0001-95",
      nossoNumeroFrom: range[0] ?? "",
      nossoNumeroTo: range[1] ?? "",
    };
    for (const [name, value] of Object.entries(fields)) await page.type(`[name='${name}']`, value);
    await page.type("[name='cnab.variacao']", "3");
    if (script) {
      await page.keyboard.press("Tab");
      const faulty = () => document.getElementById("cnab.variacao-fault")?.textContent?.includes("3 números");
      await page.waitForFunction(faulty);
      await picture(page, "painel-12-banco-arquivo", { fullPage: true });
      expect(await objections(page)).toEqual([]);
    }
    await follow(page, "::-p-xpath(//button[text()='Salvar'])");
    expect(await page.$eval("[role=alert]", ({ textContent }) => textContent)).toContain("esperado 3 números");
    expect(await seen(page)).toEqual(byFile);
    await page.type("[name='cnab.variacao']", "51"); // Before what stands there.
    await follow(page, "::-p-xpath(//button[text()='Salvar'])");
    expect(await page.$eval("[role=status]", ({ textContent }) => textContent)).toContain(`(${id}): salva.`);
    const saved = await site.app.prisma.bankWallet.findUniqueOrThrow({ where: { externalId: id } });
    expect(saved).toMatchObject({ registersBy: "cnab240", cnab: { variacao: "513" } });
    // The browser says that a form which was refused came with 422.
    expect(problems.filter((problem) => !problem.includes("422"))).toEqual([]);
  });
});

describe("every page of the panel", () => {
  const pages = async () => {
    const { prisma } = site.app;
    const contract = (await prisma.contract.findFirstOrThrow()).id;
    const operator = (await prisma.operator.findFirstOrThrow()).id;
    const run = (await prisma.linkRun.findFirst())?.id ?? "";
    return Object.keys(access)
      .filter((name) => name.startsWith("GET") && !/progresso|eventos|convite|entrar/.test(name))
      .map((name) => name.slice(4).replace(/^\/$/, ""))
      .map((path) => path.replace("contratos/vincular/:id", `contratos/vincular/${run}`))
      .map((path) =>
        path.replace("contratos/:id", `contratos/${contract}`).replace("operadores/:id", `operadores/${operator}`),
      )
      .map((path) => path.replace("banco/editar/:id", "banco/editar/itau").replace("editar/:id", "editar/fatura"))
      .concat("/carteiras/banco/nova?banco=001", "/contratos?busca=nada-assim", "/nada");
  };
  it.each([
    ["light, 1200 px", false, 1200],
    ["dark, 360 px", true, 360],
  ])(
    "has nothing that axe-core objects to, fits, and weighs less than 50 kB: %s",
    { timeout: 300_000 },
    async (_, dark, width) => {
      const { page } = await open({ dark, width });
      let bodies: Promise<number>[] = [];
      page.on("response", (response) => {
        // What the server tells as it happens has no end.
        if (response.request().resourceType() === "eventsource") return;
        bodies.push(
          response.buffer().then(
            ({ length }) => length,
            () => 0,
          ),
        );
      });
      for (const path of [...(await pages()), "/entrar"]) {
        bodies = [];
        await page.goto(`${site.url}/painel${path}`);
        await picture(page, `panel${path.replaceAll(/[^\w]/g, "-").slice(0, 40)}-${width}`, { fullPage: true });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, beyond <= 0, await objections(page)]).toEqual([path, true, []]);
        const bytes = (await Promise.all(bodies)).reduce((sum, length) => sum + length, 0);
        expect([path, bytes > 1000, bytes < 50_000]).toEqual([path, true, true]);
      }
    },
  );
});
