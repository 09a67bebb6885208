import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { loggedIn } from "../support/panel-client.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let key: string;
beforeAll(async () => {
  site = await startSite({ works: false });
  key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
});
afterAll(() => site?.stop());

async function put(path: string, body: unknown) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${site.url}/api/v1${path}`, { method: "PUT", headers, body: text });
  return { status: response.status, body: (await response.json()) as { errors?: { path: string; message: string }[] } };
}

const subscriber = { name: "Clara Nunes", document: "529.982.247-25", phones: ["11 98765-4321"] };

describe("one refused request of the API", () => {
  it("with 9,000 unknown fields is answered in less than a second, with the first faults and how many more", async () => {
    const body = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`k${index}`, 1]));
    const begun = performance.now();
    const answer = await put("/subscribers/x", body);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveLength(101);
    expect(answer.body.errors?.at(-1)).toEqual({ path: "", message: "e mais 8902 problemas" });
  });

  it("with 9,000 secret values is answered as fast, and quotes none of them", async () => {
    const phones = Array.from({ length: 9000 }, (_, index) => `x${index}`);
    const begun = performance.now();
    for (const given of [{ phones }, { phones: [], name: phones }]) {
      const { status, body } = await put("/subscribers/x", { ...subscriber, ...given });
      expect([status, performance.now() - begun < 1000]).toEqual([422, true]);
      expect(JSON.stringify(body)).not.toMatch(/x\d/);
    }
  });

  it("that is nested 9,000 levels deep is refused as any other", async () => {
    for (const field of ["name", "nada"]) {
      const deep = `{"${field}":${"[".repeat(9000)}${"]".repeat(9000)}}`;
      expect((await put("/subscribers/x", deep)).status).toBe(422);
    }
  });

  it.each([
    [
      "90,000 fields",
      JSON.stringify(Object.fromEntries(Array.from({ length: 90_000 }, (_, index) => [`k${index}`, 1]))),
    ],
    ["half a million levels", `{"name":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
  ])("of less than 1 MB with %s is too large, before anything else is done with it", async (_, body) => {
    const begun = performance.now();
    expect([(await put("/subscribers/x", body)).status, performance.now() - begun < 500]).toEqual([413, true]);
  });

  it.each(["\0", "\u202e", "\ud800"])("with %j in a number that is checked as a whole is refused", async (mark) => {
    const bank = {
      bankCode: "341",
      account: { agencia: "4321", conta: "98765", carteira: "109" },
      beneficiaryName: "X",
      beneficiaryDocument: "12345678000195",
      nossoNumeroFrom: 1,
      nossoNumeroTo: 99,
    };
    for (const more of [{ account: { ...bank.account, conta: `98765${mark}` } }, { cnab: { convenio: `1${mark}` } }])
      expect((await put("/bank-wallets/hostile", { ...bank, ...more })).status).toBe(422);
    const boleto = { invoiceId: "i", nossoNumero: "1", beneficiaryName: "X", beneficiaryDocument: "12345678000195" };
    const line = `34191.09008 00000.114327 19876.540006 1 91230000010990${mark}`;
    expect((await put("/boletos/b", { ...boleto, linhaDigitavel: line })).status).toBe(422);
  });

  it("with a mark of direction names the field", async () => {
    const { status, body } = await put("/subscribers/x", { ...subscriber, name: "abc\u202egnp.exe" });
    expect([status, body.errors?.[0]?.path]).toEqual([422, "name"]);
  });
});

describe("characters that no door takes", () => {
  it.each([
    "/faturas?busca=a%00b",
    "/faturas?lista=paid&busca=a%00b",
    "/contratos?filial=a%00b",
    "/contratos?busca=a%00b",
    "/carteiras/editar/a%00b",
    "/carteiras/banco/editar/a%00b",
    "/exportar/contratos?filial=a%00b",
    "/entrar?depois=%00",
    "/operadores?x%00=1",
  ])("are refused in an address of the panel, and nothing breaks: %s", async (path) => {
    const client = await loggedIn(site.url, "administrador");
    const response = await client.get(path);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining("não está bem escrito")]);
  });

  it("are refused in an address of every other door", async () => {
    for (const path of ["/central/faturas/a%00b", "/conversa?x=%00", "/webhooks/a%00/b"])
      expect([path, (await fetch(`${site.url}${path}`, { redirect: "manual" })).status]).toEqual([path, 400]);
  });

  it("are taken out of what is written into a form", async () => {
    const client = await loggedIn(site.url, "administrador");
    const name = "Zenóbia\0 \u202eNova\u2066";
    const email = "zenobia\0@provedor.example";
    expect((await client.post("/operadores", { name, email, role: "atendente" }, "/operadores")).status).toBeLessThan(
      500,
    );
    const found = await site.app.prisma.operator.findMany({ where: { email: { startsWith: "zenobia" } } });
    expect(found.map(({ name, email }) => [name, email])).toEqual([["Zenóbia Nova", "zenobia@provedor.example"]]);
  });
});

it("a form of more than 1,000 fields is too large, in words, before anybody has logged in", async () => {
  const body = new URLSearchParams(Array.from({ length: 1500 }, (_, index) => [`f${index}`, "1"]));
  for (const path of ["/central/entrar", "/painel/entrar", "/conversa/abrir"]) {
    const headers = { "sec-fetch-site": "same-origin" };
    const response = await fetch(`${site.url}${path}`, { method: "POST", body, headers });
    expect([path, response.status]).toEqual([path, 413]);
  }
});
