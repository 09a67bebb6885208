import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeCertificate } from "../../standins/whatsapp/make-certificate.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-panel-banks-"));
let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
let clerk: Awaited<ReturnType<typeof loggedIn>>;
const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const certificate = (days: number) => {
  const { cert, key } = makeCertificate("client", days);
  put("c.pem", cert);
  put("c.key", key);
};
beforeAll(async () => {
  site = await startSite({ works: false, config: { banks: { dir: folder } } });
  admin = await loggedIn(site.url, "administrador");
  clerk = await loggedIn(site.url, "atendente");
  put("secret.txt", "very-secret");
  const settings = { bank: "inter", clientId: "my-client", clientSecretFile: "secret.txt" };
  put("inter-1.json", JSON.stringify({ ...settings, certFile: "c.pem", keyFile: "c.key" }));
  const saved = await admin.post("/carteiras/banco/nova", {
    ...{ id: "inter-1", bankCode: "077", registersBy: "api", active: "sim", windowMinutes: "30" },
    ...{ "account.beneficiario": "1234567", "account.carteira": "112" },
    ...{ beneficiaryName: "VALE FIBRA TELECOM LTDA", beneficiaryDocument: "12.345.678/0001-95" },
  });
  expect(saved.status).toBe(303);
});
afterAll(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true });
});
const pages = async () =>
  Promise.all([clerk.text("/hoje"), clerk.text("/problemas"), clerk.text("/carteiras"), admin.text("/problemas")]);
const edited = () => admin.text("/carteiras/banco/editar/inter-1");

it.each([
  ["31 days ahead it only shows where the bank wallet is edited", 32, "certificado até"],
  ["30 days ahead it is told", 30.5, "faltam 30 dias. Peça outro ao banco."],
  ["on the day before", 1.5, "falta 1 dia. Peça outro ao banco."],
  ["on its last day", 0.5, "é o último dia. Peça outro ao banco."],
  ["once it has run out", -0.5, "vencido. Peça outro ao banco."],
])("a certificate that runs out: %s", async (_, days, words) => {
  certificate(days);
  const [today, troubles, wallets, forAdmin] = await pages();
  expect(await edited()).toContain(words);
  const told = days < 31;
  expect(today.includes("1 banco com certificado ou ajuste a resolver")).toBe(told);
  for (const page of [troubles, wallets, forAdmin]) expect(page.includes(words)).toBe(told);
  expect(forAdmin.includes('href="/painel/carteiras/banco/editar/inter-1"')).toBe(told);
  expect(troubles).not.toContain("/painel/carteiras/banco/editar");
});

it("settings that are wrong are told with the field, never with what stands in it, and not of a bank that is off", async () => {
  certificate(100);
  const wrong = {
    bank: "inter",
    clientId: "my-client",
    clientSecretFile: "secret.txt",
    certFile: "c.pem",
    keyFile: "c.key",
  };
  put("inter-1.json", JSON.stringify({ ...wrong, senha: "very-secret" }));
  const all = [...(await pages()), await edited()];
  for (const page of all.slice(1)) expect(page).toContain("inter-1.json: senha: este campo não existe");
  for (const page of all) expect(page).not.toMatch(/very-secret|my-client|BEGIN/);
  await site.app.prisma.bankWallet.update({ where: { externalId: "inter-1" }, data: { active: false } });
  for (const page of await pages()) expect(page).not.toContain("senha");
  expect(await edited()).toContain("senha: este campo não existe");
});
