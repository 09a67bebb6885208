import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { objections } from "../support/browser/objections.ts";
import { openBrowser } from "../support/browser/open-browser.ts";
import { openPanel } from "../support/browser/open-panel.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

/** A Wednesday, 14:00 in Brasília; 8 December is a holiday of Manaus. */
const now = new Date("2026-12-09T17:00:00Z");
let site: Awaited<ReturnType<typeof startSite>>;
let opened: Awaited<ReturnType<typeof openBrowser>>;
let key: string;
beforeAll(async () => {
  site = await startSite({ works: false, clock: { now: () => now } });
  opened = await openBrowser();
  key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
});
afterAll(async () => {
  await opened?.close();
  await site?.stop();
});

async function put(path: string, body: object) {
  const response = await fetch(`${site.url}/api/v1${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.text()).toBe(true);
}

/** What the chat says of the invoice that was due on 8 December. */
let asked = 0;
async function line(): Promise<string> {
  const phone = "5592987654321";
  const says = { channel: "console", address: phone, phone } as const;
  await site.app.receive({ ...says, externalId: `oi-${++asked}`, body: { kind: "text", text: "oi" } });
  const last = await site.app.prisma.outboundMessage.findFirstOrThrow({
    where: { chat: { address: phone } },
    orderBy: { id: "desc" },
  });
  return /Vence(?:u)? \*08\/12\*[^\n]*/.exec((last.body as { text: string }).text)?.[0] ?? JSON.stringify(last.body);
}

const follow = (page: Page, selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);

it("an operator enters a branch with a holiday, and who is served there owes no multa and juros for it", async () => {
  await put("/subscribers/s-40", { name: "Joana Prado", document: "529.982.247-25", phones: ["5592987654321"] });
  const contract = { subscriberId: "s-40", address: "Av. Eduardo Ribeiro, 40" };
  await put("/contracts/c-40", contract);
  await put("/invoices/i-40", { contractId: "c-40", amountCents: 10_000, dueDate: "2026-12-08", description: "uso" });
  expect(await line()).toBe("Venceu *08/12* · R$ 102,03 (uso, com multa e juros)");

  const { page, problems } = await openPanel(opened.browser, site.url);
  await page.click("::-p-xpath(//summary[text()='Sistema'])");
  await page.click("::-p-xpath(//summary[text()='Cadastros'])");
  await follow(page, "::-p-xpath(//nav//a[text()='Filiais'])");
  await follow(page, "a.button.main");
  await page.type("#name", "Manaus");
  await page.select("#zone", "America/Manaus");
  await page.type("#feriados", "24/10/2026\n08/12/2026\n31/02/2026");
  await page.type("#de-1", "08:00AM");
  await follow(page, "main form.card button.main");
  expect(await page.$eval("[role=alert]", (alert) => alert.textContent)).toMatch(
    /não entendi o dia "31\/02\/2026".*Segunda: escreva a hora em que fecha/,
  );
  expect(await objections(page)).toEqual([]);
  await picture(page, "filial-recusada");

  await page.$eval("#feriados", (field) => {
    (field as HTMLTextAreaElement).value = "24/10/2026\n08/12/2026";
  });
  await page.type("#ate-1", "06:00PM");
  await follow(page, "main form.card button.main");
  expect(await page.$eval("[role=status]", (said) => said.textContent)).toContain("Manaus: salva");
  const rows = await page.$$eval("tbody tr", (all) => all.map((row) => row.textContent ?? ""));
  expect(rows.find((row) => row.startsWith("Manaus"))).toMatch(/Amazonas.*agora 13:00.*2 na lista.*próprio.*0$/);
  expect(await objections(page)).toEqual([]);
  await picture(page, "filiais");

  await put("/contracts/c-40", { ...contract, branch: "Manaus" });
  expect(await line()).toBe("Venceu *08/12* · R$ 100,00 (uso)");

  await page.goto(`${site.url}/painel/filiais/editar/Manaus`);
  await page.$eval("#feriados", (field) => {
    (field as HTMLTextAreaElement).value = "24/10/2026";
  });
  await follow(page, "main form.card button.main");
  expect(await line()).toBe("Venceu *08/12* · R$ 102,03 (uso, com multa e juros)");
  const entries = await site.app.prisma.auditEntry.findMany({
    where: { action: "branch.saved" },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ sentence }) => sentence)).toEqual([
    "Cadastrou a filial Manaus: fuso America/Manaus, 2 feriados.",
    "Alterou a filial Manaus: fuso America/Manaus, 1 feriado.",
  ]);
  // The refusal above is answered by 422, which the browser notes.
  expect(problems.filter((problem) => !problem.includes("422"))).toEqual([]);
  await page.close();
});

it("a new name reaches the contracts, a taken one is refused, and only an unused branch can be deleted", async () => {
  const { page } = await openPanel(opened.browser, site.url);
  const rename = async (from: string, to: string) => {
    await page.goto(`${site.url}/painel/filiais/editar/${encodeURIComponent(from)}`);
    await page.$eval("#name", (field) => {
      (field as HTMLInputElement).value = "";
    });
    await page.type("#name", to);
    await follow(page, "main form.card button.main");
  };
  await rename("Manaus", "Manaus/Centro");
  const contract = await site.app.prisma.contract.findUniqueOrThrow({ where: { externalId: "c-40" } });
  expect(contract.branch).toBe("Manaus/Centro");
  await put("/branches/Vazia", {});
  await rename("Manaus/Centro", "Vazia");
  expect(await page.$eval("[role=alert]", (alert) => alert.textContent)).toContain('já existe a filial "Vazia"');
  await page.goto(`${site.url}/painel/filiais/editar/${encodeURIComponent("Manaus/Centro")}`);
  expect(await page.$("form[aria-label=Apagar]")).toBeNull();
  await page.goto(`${site.url}/painel/filiais/editar/Vazia`);
  await follow(page, "form[aria-label=Apagar] button");
  expect(await page.$eval("[role=status]", (said) => said.textContent)).toBe("Vazia: apagada.");
  await page.close();
});

it("contracts without a branch go by the provider's holidays and zone", async () => {
  const { page } = await openPanel(opened.browser, site.url);
  await put("/contracts/c-40", { subscriberId: "s-40", address: "Av. Eduardo Ribeiro, 40" });
  expect(await line()).toContain("R$ 102,03");
  await page.goto(`${site.url}/painel/filiais/provedor`);
  await page.select("#zone", "America/Cuiaba");
  await page.type("#feriados", "08/12/2026");
  await follow(page, "main form.card button.main");
  expect(await line()).toBe("Venceu *08/12* · R$ 100,00 (uso)");
  expect(await page.$eval("tbody tr", (row) => row.textContent)).toMatch(/Mato Grosso.*agora 13:00/);
  await page.close();
});
