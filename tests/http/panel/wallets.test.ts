import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  windowSeconds: "30",
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
