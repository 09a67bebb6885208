import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asaasSettings } from "../../../src/banks/asaas/asaas-settings.ts";
import { bbSettings } from "../../../src/banks/banco-do-brasil/bb-settings.ts";
import { coraSettings } from "../../../src/banks/cora/cora-settings.ts";
import { interSettings } from "../../../src/banks/inter/inter-settings.ts";
import { sicoobSettings } from "../../../src/banks/sicoob/sicoob-settings.ts";
import { sicrediSettings } from "../../../src/banks/sicredi/sicredi-settings.ts";
import { bankWalletValue, bankWalletWays } from "../../../src/panel/wallets/bank-wallet-value.ts";
import { exampleSettings } from "../../../src/panel/wallets/example-settings.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
});
afterAll(() => site?.stop());

const wallet = {
  description: "Nova",
  kind: "fatura",
  active: "sim",
  lockDays: "0",
  "place.bradesco": "2",
  "place.itau": "1",
};
const itau = {
  bankCode: "341",
  "account.agencia": "4321",
  "account.conta": "11111",
  "account.carteira": "109",
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12.345.678/0001-95",
  windowMinutes: "30",
  cutOff: "20:00",
  daysAfterDue: "59",
  nossoNumeroFrom: "1",
  nossoNumeroTo: "999",
  active: "sim",
};
const saved = (id: string) =>
  site.app.prisma.wallet.findUnique({
    where: { externalId: id },
    include: { banks: { include: { bankWallet: true }, orderBy: { position: "asc" } } },
  });
const bank = (externalId: string) => site.app.prisma.bankWallet.findUnique({ where: { externalId } });
const lastLog = async () => (await site.app.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } })).sentence;

describe("a Fatura wallet", () => {
  it("is entered with its banks in order, warns about 0 days, and stands in the log", async () => {
    expect((await admin.post("/carteiras/nova", wallet)).status).toBe(303);
    const row = await saved("nova");
    expect(row?.banks.map(({ bankWallet }) => bankWallet.externalId)).toEqual(["itau", "bradesco"]);
    expect(await admin.text("/carteiras")).toContain("Nova: salva. Atenção: com limite de 0 dias");
    expect(await lastLog()).toBe("Cadastrou a carteira Nova.");
  });

  it.each([
    ["no bank", { "place.itau": "", "place.bradesco": "" }, "esperado ao menos um banco"],
    ["a lock without a default", { lockDays: "5" }, "esperado o banco padrão"],
    ["a default that is not offered", { defaultBankWalletId: "sicoob" }, "esperado um dos bancos da carteira"],
    ["days that are none", { lockDays: "cinco" }, "esperado um número"],
    ["too many days", { lockDays: "61" }, "esperado no máximo 60"],
    ["a branch to check that is not named", { checksBranch: "sim" }, "escreva a filial"],
    ["no description", { description: " " }, "esperado um texto"],
    ["an identifier that is taken", { id: "fatura" }, "já existe a carteira"],
  ])("is refused with %s, keeps what was written, and changes nothing", async (_, change, message) => {
    const before = await site.app.prisma.wallet.count();
    const response = await admin.post("/carteiras/nova", { ...wallet, description: "Outra", ...change });
    const html = await response.text();
    expect([response.status, html]).toEqual([422, expect.stringContaining(message)]);
    if (!("description" in change)) expect(html).toContain('value="Outra"');
    expect(await site.app.prisma.wallet.count()).toBe(before);
  });

  it("changes what is changed, and the log says from what to what", async () => {
    const changed = {
      ...wallet,
      description: "Nova",
      lockDays: "7",
      defaultBankWalletId: "bradesco",
      checksBranch: "sim",
      branch: "Centro",
    };
    await admin.post("/carteiras/editar/nova", changed);
    expect(await saved("nova")).toMatchObject({ lockDays: 7, branch: "Centro", description: "Nova" });
    expect(await lastLog()).toBe(
      "Alterou a carteira Nova: Banco padrão: nada → bradesco; Limite de dias antes de vencer para troca de carteira: 0 → 7; Filial: nada → Centro.",
    );
    const lines = await site.app.prisma.auditEntry.count();
    await admin.post("/carteiras/editar/nova", changed);
    expect(await site.app.prisma.auditEntry.count()).toBe(lines);
  });

  it("that counts for one branch refuses a contract of another, in words", async () => {
    const { id } = await site.app.prisma.contract.findUniqueOrThrow({ where: { externalId: "contrato-1-1" } });
    const row = await saved("nova");
    const response = await admin.post(`/contratos/${id}/faturamento`, { wallet: row?.id ?? "" });
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining("vale só para a filial Centro"),
    ]);
    expect(await site.app.prisma.contract.findUnique({ where: { id }, include: { wallet: true } })).toMatchObject({
      wallet: { externalId: "fatura" },
    });
  });
});

describe("a bank wallet", () => {
  it("is entered with the bank's own fields under the API's rules", async () => {
    expect((await admin.post("/carteiras/banco/nova", { ...itau, id: "itau-2" })).status).toBe(303);
    expect(await bank("itau-2")).toMatchObject({
      account: { agencia: "4321", conta: "11111", carteira: "109" },
      windowSeconds: 1800,
      nossoNumeroNext: 1n,
      beneficiaryDocument: "12345678000195",
    });
    expect(await admin.text("/carteiras/banco/editar/itau-2")).toContain("Próximo: 1; restam 999.");
  });

  it.each([
    ["a wrong agência", { "account.agencia": "12" }, "Agência: são 4 números"],
    ["a field of another carteira", { "account.beneficiario": "12345" }, "não existe na carteira 109"],
    ["a wrong digit", { "account.contaDv": "1" }, "O dígito não confere"],
    ["a wrong document", { beneficiaryDocument: "12.345.678/0001-00" }, "esperado um CPF ou CNPJ"],
    ["a range that is too long", { nossoNumeroTo: "999999999" }, "a faixa deste banco vai de 1 a 99999999"],
    ["a range of another wallet", { nossoNumeroFrom: "500" }, "usa a faixa de 1 a 999"],
    ["an amount that is none", { minCents: "muito" }, "escreva um valor em reais"],
    ["an hour that is none", { cutOff: "25:00" }, "esperada uma hora"],
  ])("is refused with %s, and nothing is kept", async (_, change, message) => {
    const before = await site.app.prisma.bankWallet.count();
    const response = await admin.post("/carteiras/banco/nova", { ...itau, id: "itau-3", ...change });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(message)]);
    expect(await site.app.prisma.bankWallet.count()).toBe(before);
  });

  it("is judged while it is written, and shown as a PDF before it is saved", async () => {
    const judged = await admin.post("/carteiras/banco/conferir", { ...itau, "account.conta": "1" });
    expect(await judged.json()).toEqual({
      faults: [{ path: "account.conta", message: expect.stringContaining("5 números") }],
    });
    const half = await admin.post("/carteiras/banco/conferir", { bankCode: "341", "account.agencia": "12" });
    expect(JSON.stringify(await half.json())).toContain("Agência: são 4 números");
    const fine = (await (await admin.post("/carteiras/banco/conferir", itau)).json()) as { sample: string };
    expect(fine.sample).toMatch(/34191\.\d{5}/);
    const pdf = await admin.post("/carteiras/banco/exemplo", itau);
    expect([pdf.headers.get("content-type"), (await pdf.text()).slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
    const wrong = await admin.post("/carteiras/banco/exemplo", { ...itau, beneficiaryName: "" });
    expect(await wrong.text()).toContain("Não foi gravado");
  });

  it("in use can only be switched off, which says where it was offered, and keeps what the form does not ask", async () => {
    const before = await bank("bradesco");
    const html = await admin.text("/carteiras/banco/editar/bradesco");
    const fields = Object.fromEntries(
      [...html.matchAll(/<input[^>]*? name="([^"]+)"[^>]*?>/g)].map(([input, name]) => [
        name ?? "",
        /value="([^"]*)"/.exec(input)?.[1] ?? "",
      ]),
    );
    const { active: _, ...off } = fields;
    expect(
      (await admin.post("/carteiras/banco/editar/bradesco", { ...off, csrf: await admin.csrf("/conta") })).status,
    ).toBe(303);
    expect(await admin.text("/carteiras")).toContain("não é mais oferecida em Fatura – Itaú, Bradesco ou Sicoob");
    expect(await bank("bradesco")).toEqual({ ...before, active: false, updatedAt: expect.any(Date) });
    await expect(site.app.prisma.bankWallet.delete({ where: { externalId: "bradesco" } })).rejects.toThrow();
  });
});

describe("how a bank wallet registers", () => {
  const common = {
    beneficiaryName: "VALE FIBRA TELECOM LTDA",
    beneficiaryDocument: "12.345.678/0001-95",
    windowMinutes: "30",
    cutOff: "17:00",
    daysAfterDue: "59",
    active: "sim",
  };
  const range = { nossoNumeroFrom: "1", nossoNumeroTo: "999" };
  const bb = {
    ...common,
    ...range,
    bankCode: "001",
    "account.agencia": "1234",
    "account.conta": "123456",
    "account.beneficiario": "7654321",
    "account.carteira": "17",
  };
  const inter = { ...common, bankCode: "077", "account.beneficiario": "1234567", "account.carteira": "112" };
  const sicoob = {
    ...common,
    ...range,
    bankCode: "756",
    "account.agencia": "3042",
    "account.beneficiario": "0123456",
    "account.carteira": "1",
  };
  const bradesco = {
    ...common,
    ...range,
    bankCode: "237",
    "account.agencia": "1234",
    "account.agenciaDv": "3",
    "account.conta": "1234567",
    "account.contaDv": "4",
    "account.carteira": "09",
  };
  const faultsIn = (html: string) => /<ul><li><a href="#.*?<\/ul>/.exec(html)?.[0] ?? "";
  const enter = (id: string, fields: Record<string, string>) => admin.post("/carteiras/banco/nova", { ...fields, id });

  it.each([
    [
      "Inter's API, which numbers",
      "inter-api",
      { ...inter, ...range, registersBy: "api" },
      { bankNumbers: true, cnab: {} },
    ],
    [
      "Banco do Brasil's API, convênio of type 3",
      "bb-3",
      { ...bb, nossoNumeroFrom: "", nossoNumeroTo: "", registersBy: "api", bankNumbers: "sim" },
      { bankNumbers: true, nossoNumeroTo: 0n },
    ],
    [
      "Banco do Brasil's API, convênio of type 4",
      "bb-4",
      { ...bb, registersBy: "api", bankNumbers: "nao" },
      { bankNumbers: false, nossoNumeroTo: 999n, nossoNumeroNext: 1n },
    ],
    [
      "Sicoob's API, whatever else the form sends",
      "sicoob-api",
      { ...sicoob, registersBy: "api", bankNumbers: "sim", "cnab.conta": "x" },
      { bankNumbers: false, cnab: {}, windowSeconds: 1800 },
    ],
    [
      "a file, with what the bank's files need",
      "sicoob-file",
      {
        ...sicoob,
        ...{ nossoNumeroFrom: "2000", nossoNumeroTo: "2999", registersBy: "cnab240", windowMinutes: "nada" },
        ...{ "cnab.agenciaDv": "2", "cnab.conta": "123456", "cnab.contaDv": "7", "cnab.segmentoR": "nao" },
      },
      { cnab: { agenciaDv: "2", conta: "123456", contaDv: "7", segmentoR: "nao" }, cutOff: "17:00" },
    ],
  ])("can be over %s", async (_, id, fields, kept) => {
    const response = await enter(id, fields);
    expect([response.status, faultsIn(await response.text())]).toEqual([303, ""]);
    expect(await bank(id)).toMatchObject({ registersBy: fields.registersBy, sandboxOutcome: null, ...kept });
  });

  it.each([
    ["an API where the bank has none", { ...itau, registersBy: "api" }, "registersBy", "escolha um jeito"],
    ["a way that is none", { ...itau, registersBy: "fax" }, "registersBy", "escolha um jeito"],
    [
      "more days after due than Inter's API takes",
      { ...inter, ...range, registersBy: "api", daysAfterDue: "61" },
      "daysAfterDue",
      "aceita no máximo 60 dias depois do vencimento",
    ],
    [
      "a short convênio over Banco do Brasil's API",
      { ...bb, "account.beneficiario": "123456", registersBy: "api" },
      "account.beneficiario",
      "pede um convênio de 7 números",
    ],
    [
      "no range where nobody else numbers",
      { ...sicoob, nossoNumeroFrom: "", registersBy: "api" },
      "nossoNumeroFrom",
      "falta preencher",
    ],
    ["a file without what it needs", { ...sicoob, registersBy: "cnab240" }, "cnab.conta", "falta preencher: Conta"],
    [
      "a setting of the file that is none",
      { ...bradesco, registersBy: "cnab240", "cnab.convenio": "12", "cnab.cep": "24" },
      "cnab.cep",
      "esperado 8 números",
    ],
    [
      "a field of the account that only the file needs",
      { ...bradesco, "account.contaDv": "", registersBy: "cnab240", "cnab.convenio": "12" },
      "account.contaDv",
      "o arquivo do banco precisa",
    ],
    [
      "a file that no source confirms",
      { ...inter, ...range, "account.conta": "123456789", registersBy: "cnab240" },
      "registersBy",
      "não está confirmado que o Inter aceita CNAB 240",
    ],
  ])("is refused with %s, at its field, also while it is written", async (_, fields, path, message) => {
    const before = await site.app.prisma.bankWallet.count();
    const response = await enter("recusada", fields);
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html.split(`id="${path}-fault">`)[1]?.split("<")[0]).toContain(message);
    const judged = (await (await admin.post("/carteiras/banco/conferir", fields)).json()) as { faults: object[] };
    expect(judged.faults).toContainEqual({ path, message: expect.stringContaining(message) });
    // What is missing elsewhere hides nothing of it.
    const half = await admin.post("/carteiras/banco/conferir", { ...fields, beneficiaryName: "" });
    if (path.startsWith("cnab.")) expect(JSON.stringify(await half.json())).toContain(path);
    expect(await site.app.prisma.bankWallet.count()).toBe(before);
  });

  it("keeps the way and what was set for it when something else is changed, and what the form does not show", async () => {
    const before = await bank("sicoob-file");
    const { registersBy: _, ...rest } = { ...sicoob, registersBy: "", nossoNumeroFrom: "2000", nossoNumeroTo: "2999" };
    const set = { "cnab.agenciaDv": "2", "cnab.conta": "123456", "cnab.contaDv": "7", "cnab.segmentoR": "nao" };
    await admin.post("/carteiras/banco/editar/sicoob-file", {
      ...{ ...rest, ...set, "account.modalidade": "01" },
      cutOff: "16:00",
    });
    expect(await bank("sicoob-file")).toEqual({ ...before, cutOff: "16:00", updatedAt: expect.any(Date) });
    expect(await lastLog()).toBe(
      "Alterou a carteira de banco Sicoob (sicoob-file): Hora limite do banco: 17:00 → 16:00.",
    );
    const html = await admin.text("/carteiras/banco/editar/sicoob-file");
    expect(html).toMatch(/<option[^>]*selected[^>]* value="cnab240"|<option value="cnab240"[^>]*selected/);
    expect(html).toMatch(/name="cnab.conta"[^>]*value="123456"/);
  });

  it("gives no number twice where the bank numbered for a while", async () => {
    const { prisma } = site.app;
    await prisma.bankWallet.update({ where: { externalId: "bb-4" }, data: { nossoNumeroNext: 50 } });
    const save = (more: Record<string, string>) =>
      admin.post("/carteiras/banco/editar/bb-4", { ...bb, registersBy: "api", ...more });
    expect((await save({ bankNumbers: "sim" })).status).toBe(303);
    expect(await admin.text("/carteiras")).toContain("o banco numera");
    const again = await save({ bankNumbers: "nao", nossoNumeroFrom: "60" });
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining("o próximo número, 50")]);
    expect((await save({ bankNumbers: "nao" })).status).toBe(303);
    expect(await bank("bb-4")).toMatchObject({ bankNumbers: false, nossoNumeroNext: 50n });
    // One that never had a range starts at its first number.
    const first = { ...bb, registersBy: "api", nossoNumeroFrom: "5000", nossoNumeroTo: "5999" };
    expect((await admin.post("/carteiras/banco/editar/bb-3", first)).status).toBe(303);
    expect(await bank("bb-3")).toMatchObject({ bankNumbers: false, nossoNumeroNext: 5000n });
  });

  it("shows how the bank's settings stand, and nothing that stands in them", async () => {
    const html = await admin.text("/carteiras/banco/editar/inter-api");
    expect(html).toContain("inter-api.json");
    expect(html).toContain("inter-api.json: não dá para ler");
    expect(html).toContain("clientSecretFile");
    expect(await admin.text("/carteiras/banco/editar/itau-2")).not.toContain("BANKS_DIR");
  });

  it("offers the sandbox in the demo, or where a wallet is there already", () => {
    const waysIn = (demo: boolean, before?: object) => bankWalletWays("341", { demo, before: before as never });
    expect(waysIn(true)).toEqual(["sandbox", "cnab240"]);
    expect(waysIn(false)).toEqual(["cnab240"]);
    expect(waysIn(false, { registersBy: "sandbox" })).toEqual(["sandbox", "cnab240"]);
    const outside = bankWalletValue({ ...itau, registersBy: "sandbox" }, { demo: false });
    expect(outside).toEqual({ ok: false, faults: [{ path: "registersBy", message: expect.any(String) }] });
  });

  it.each([
    ["001", bbSettings],
    ["077", interSettings],
    ["403", coraSettings],
    ["461", asaasSettings],
    ["748", sicrediSettings],
    ["756", sicoobSettings],
  ] as const)("shows an example of the settings of %s that they are", (bankCode, schema) => {
    expect(schema.safeParse(exampleSettings[bankCode])).toMatchObject({ success: true });
  });
});
