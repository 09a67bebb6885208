import { Secret, TOTP } from "otpauth";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { demoOperators } from "../../src/demo/demo-provider.ts";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { openPanel } from "../support/browser/open-panel.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

vi.setConfig({ testTimeout: 120_000 });
let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium?.close();
  await site?.stop();
});
beforeEach(async () => {
  await site.app.prisma.attemptCount.deleteMany();
  await site.app.prisma.operator.updateMany({ data: { totpSecret: null, totpStep: null } });
});

const password = demoOperators.find(({ role }) => role === "administrador")?.password ?? "";
const press = (page: Page, words: string) =>
  Promise.all([page.waitForNavigation(), page.click(`::-p-xpath(//main//button[text()="${words}"])`)]);
const text = (page: Page) => page.evaluate(() => document.body.textContent ?? "");
const laterThanTheProof = () =>
  site.app.prisma.operatorSession.updateMany({ data: { provenAt: new Date(Date.now() - 31 * 60_000) } });

describe("an operator's own account", () => {
  it("turns the second step on and off, with the password and a code, and a wrong password loses nothing", async () => {
    const { page, problems } = await openPanel(chromium.browser, site.url, { role: "administrador" });
    await page.goto(`${site.url}/painel/conta`);
    const shown = await page.$eval("[name=secret]", (input) => (input as HTMLInputElement).value);
    const codeIn = (seconds: number) =>
      new TOTP({ secret: Secret.fromBase32(shown) }).generate({ timestamp: Date.now() + seconds * 1000 });
    await page.type("#code", codeIn(-30));
    await page.type("#password", "errada-mesmo");
    await press(page, "Ligar");
    expect(await text(page)).toContain("não é a sua senha");
    expect(await page.$eval("[name=secret]", (input) => (input as HTMLInputElement).value)).toBe(shown);
    await page.type("#code", codeIn(-30));
    await page.type("#password", password);
    await picture(page, "painel-conta-ligar");
    await press(page, "Ligar");
    expect(await text(page)).toContain("Verificação em duas etapas ligada.");
    await picture(page, "painel-conta-ligada");
    expect(await objections(page)).toEqual([]);
    await page.type("#password", password);
    await page.type("#code", codeIn(0));
    await press(page, "Desligar");
    expect(await text(page)).toContain("Verificação em duas etapas desligada.");
    // A 422 is what the form with the wrong password is answered with.
    expect(problems.filter((one) => !/422/.test(one))).toEqual([]);
  });
});

describe("a change that gives access", () => {
  it.each([
    ["with JavaScript", true, 1200],
    ["without JavaScript, 360 px wide", false, 360],
  ])("asks for the password half an hour after the login, and is done with it: %s", async (_, script, width) => {
    const { page, problems } = await openPanel(chromium.browser, site.url, { role: "administrador", script, width });
    await page.goto(`${site.url}/painel/operadores`);
    await page.type("#name", `Íris “da” Luz & Cia ${width}`);
    await page.type("#email", `iris${width}@x.example`);
    await laterThanTheProof();
    await press(page, "Cadastrar");
    expect(await text(page)).toContain("Confirme que é você");
    if (script) expect(await objections(page)).toEqual([]);
    await page.type("#proofPassword", "errada-mesmo");
    await press(page, "Confirmar e gravar");
    expect(await text(page)).toContain("não é a sua senha");
    if (script) await picture(page, "painel-confirme");
    await page.type("#proofPassword", password);
    await press(page, "Confirmar e gravar");
    expect(await text(page)).toContain(`Entregue este link a Íris “da” Luz & Cia ${width}`);
    // A 403 is what the page with the question is answered with.
    expect(problems.filter((one) => !/403/.test(one))).toEqual([]);
  });

  it("with a second step it asks for the code as well; after five wrong answers the session is over", async () => {
    const { page } = await openPanel(chromium.browser, site.url, { role: "administrador" });
    const { email } = demoOperators.find(({ role }) => role === "administrador") ?? {};
    await site.app.prisma.operator.updateMany({
      where: { email: email ?? "" },
      data: { totpSecret: new Secret().base32 },
    });
    await page.goto(`${site.url}/painel/identificacao`);
    await laterThanTheProof();
    await press(page, "Salvar");
    await picture(page, "painel-confirme-codigo");
    for (let guess = 0; guess < 5; guess++) {
      await page.type("#proofPassword", password);
      await page.type("#proofCode", "000000");
      await press(page, "Confirmar e gravar");
    }
    expect(await text(page)).toContain("Foram muitas tentativas");
    await page.goto(`${site.url}/painel/identificacao`);
    expect(page.url()).toContain("/painel/entrar");
  });
});

it("too many guesses at the login are told with a remedy", async () => {
  const { page } = await openPanel(chromium.browser, site.url, { role: "administrador" });
  const { email = "" } = demoOperators.find(({ role }) => role === "atendente") ?? {};
  await page.goto(`${site.url}/painel/entrar`);
  for (let guess = 0; guess < 11; guess++) {
    await page.$eval("#email", (input, value) => ((input as HTMLInputElement).value = value), email);
    await page.type("#password", "errada-mesmo");
    await press(page, "Entrar");
  }
  expect(await text(page)).toContain("no navegador em que o abrir, você entra na hora");
  await picture(page, "painel-muitas-tentativas");
});
