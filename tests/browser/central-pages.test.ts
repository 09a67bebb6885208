import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crc16 } from "../../src/core/pix/read-br-code.ts";
import { demoPhone } from "../../src/demo/demo-provider.ts";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { follows, openCentral } from "../support/browser/open-central.ts";
import { picture } from "../support/browser/picture.ts";
import { readCodes } from "../support/read-codes.ts";
import { runJob } from "../support/run-job.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
let made: Awaited<ReturnType<typeof enterPast>>;
beforeAll(async () => {
  smtp = await startSmtp();
  site = await startSite({
    works: false,
    config: { identity: { proofIdleMinutes: 30, messageTextDays: 90, email: smtp.settings } },
  });
  made = await enterPast();
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium?.close();
  await site?.stop();
  await smtp?.stop();
});

const body =
  "00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865406109.905802BR5913VALE FIBRA TE6007NITEROI62070503***6304";
const pix = `${body}${crc16(body)}`;

/** Maria, with months paid, in acordo and cancelled, and a boleto in the hand that has a PIX. */
async function enterPast() {
  const { prisma } = site.app;
  const maria = await prisma.subscriber.findFirstOrThrow({
    where: { phones: { some: { phone: demoPhone(1) } } },
    include: { contracts: true },
  });
  const contractId = maria.contracts[0]?.id ?? "";
  const month = (month: string, status: "paid" | "em_acordo" | "contestada") =>
    prisma.invoice.create({
      data: {
        ...{ externalId: `past-${month}`, contractId, status, amountCents: 10_990 },
        ...{ dueDate: new Date(`2026-${month}-10`), description: `uso do mês ${Number(month) - 1}` },
      },
    });
  const paid = await month("08", "paid");
  await month("07", "em_acordo");
  await month("06", "contestada");
  await prisma.payment.create({
    data: {
      ...{ externalId: "past", invoiceId: paid.id, amountCents: 10_990, outcome: "settled" },
      paidOn: new Date("2026-08-08"),
    },
  });
  const { id: invoiceId } = await prisma.invoice.findFirstOrThrow({
    where: { contractId, status: "open" },
    orderBy: { dueDate: "desc" },
  });
  return { invoiceId };
}

const open = (of: Parameters<typeof openCentral>[2] = {}) => openCentral(chromium.browser, site.url, of);
const text = (page: Page) => page.$eval("main", ({ textContent }) => textContent);
const see = (page: Page, words: string | RegExp) => text(page).then((seen) => expect(seen).toMatch(words));

describe("every page of the Central beside the path", () => {
  it.each([
    { name: "light", width: 1200, height: 900, dark: false },
    { name: "dark", width: 1200, height: 900, dark: true },
    { name: "light", width: 360, height: 740, dark: false },
    { name: "dark", width: 360, height: 740, dark: true },
  ])("has no findings of axe and fits, $name at $width px", { timeout: 120_000 }, async ({ name, ...look }) => {
    const { page, problems } = await open(look);
    const check = async (step: string) => {
      await picture(page, `central-${step}-${look.width}-${name}`, { fullPage: true });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([step, await objections(page), Math.max(0, beyond)]).toEqual([step, [], 0]);
    };
    const goes = (to: string) => page.goto(`${site.url}/central${to}`);

    await page.type("#documento", "111.111.111-11");
    await follows(page, "código");
    await see(page, /não é um CPF ou CNPJ válido/);
    await check("entrar-recusado");
    await goes("/codigo");
    await check("codigo");
    await page.type("#codigo", "123456");
    await follows(page, "Entrar");
    await check("codigo-errado");
    await goes(`/abrir/${"x".repeat(43)}`);
    await see(page, "Aqui você vê suas faturas");
    await check("link");
    await follows(page, "Entrar");
    await see(page, /link/i);
    await check("link-usado");

    await goes("/entrar");
    await follows(page, "Maria Souza");
    const { prisma } = site.app;
    await prisma.boleto.deleteMany();
    await goes(`/faturas/${made.invoiceId}/bancos`);
    await follows(page, "Itaú");
    await check("aguarde");
    const boleto = await prisma.boleto.findFirstOrThrow({ where: { invoiceId: made.invoiceId } });
    await runJob(site.app, { name: "register-boleto", boletoId: boleto.id });
    const slip = { ...(boleto.slip as object), pixCopiaECola: pix };
    await prisma.boleto.update({
      where: { id: boleto.id },
      data: { status: "payable", pixCopiaECola: pix, slip },
    });
    await goes(`/faturas/${made.invoiceId}/boleto`);
    await see(page, "Pagar com PIX");
    await page.waitForFunction(() => {
      const qr = document.querySelector<HTMLImageElement>("img.qr");
      return qr?.complete && qr.naturalWidth > 100;
    });
    await check("pix");
    const seen = await readCodes(await page.screenshot({ fullPage: true }));
    expect(seen.map(({ text: said }) => said)).toEqual([pix]);
    await follows(page, "Quero o boleto de outro banco");
    await check("outros-bancos");
    await follows(page, "Bradesco");
    await see(page, "Trocar de banco?");
    await check("trocar");
    await follows(page, "Já paguei ou agendei");
    await check("ja-paguei");
    await goes("/historico");
    await see(page, /Paga em 08\/08/);
    await check("historico");
    await follows(page, "Recibo");
    await see(page, "Recibo de pagamento");
    await check("recibo");
    await goes("/nada");
    await check("nada");
    // The browser says itself that a page is not there, or that a form was refused.
    expect(problems.filter((problem) => !/status of 4\d\d/.test(problem))).toEqual([]);
  });
});
