import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrismaClient } from "../../src/database/prisma-client.ts";
import { createApi } from "../../src/http/api/create-api.ts";
import { startServer } from "../../src/http/server.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { createRemittances } from "../../src/storage/remittance-store.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let key: string;
let readKey: string;
beforeAll(async () => {
  site = await startSite({ works: false });
  key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
  readKey = await createApiKeys(site.app.prisma).create("relatório", ["read"]);
});
afterAll(() => site.stop());

const call = async (method: string, path: string, body?: unknown, with_ = key) => {
  const response = await fetch(`${site.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${with_}`, "content-type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    type,
    body: (await response.json()) as Record<string, never> & {
      errors?: { path: string }[];
      items: { id: string; type: string }[];
      next?: string;
    },
  };
};
const subscriber = { name: "Clara Nunes", document: "529.982.247-25", phones: ["11 98765-4321"] };
const invoice = { contractId: "c-1", amountCents: 10_990, dueDate: "2026-12-10", description: "uso de novembro" };

describe("the API", () => {
  it("takes a provider's register step by step, and the same again is no change", async () => {
    const bank = {
      bankCode: "341",
      account: { agencia: "4321", conta: "98765", carteira: "109" },
      beneficiaryName: "X",
      beneficiaryDocument: "12345678000195",
      nossoNumeroFrom: 1,
      nossoNumeroTo: 99,
    };
    const steps: [string, unknown][] = [
      ["/bank-wallets/b-1", bank],
      ["/wallets/w-1", { kind: "fatura", description: "Fatura", bankWalletIds: ["b-1"] }],
      ["/subscribers/s-1", subscriber],
      ["/contracts/c-1", { subscriberId: "s-1", address: "Rua A, 1" }],
      ["/invoices/i-1", invoice],
    ];
    for (const [path, body] of steps) expect((await call("PUT", path, body)).status, path).toBe(201);
    for (const [path, body] of steps) expect((await call("PUT", path, body)).status, path).toBe(200);
    expect((await call("GET", "/subscribers/s-1")).body).toMatchObject({
      document: "52998224725",
      phones: ["5511987654321"],
    });
    expect((await call("PATCH", "/contracts/c-1", { walletId: "w-1" })).body).toMatchObject({ walletId: "w-1" });
  });

  it("takes a boleto that was issued elsewhere as the living one, and refuses a second", async () => {
    const line = "34191090080000028123845678970000316560000010990";
    const boleto = {
      invoiceId: "i-1",
      linhaDigitavel: line,
      nossoNumero: "1",
      beneficiaryName: "X LTDA",
      beneficiaryDocument: "12345678000195",
    };
    expect((await call("PUT", "/boletos/x-1", boleto)).status).toBe(201);
    expect((await call("PUT", "/boletos/x-1", boleto)).status).toBe(200);
    expect((await call("PUT", "/boletos/x-2", boleto)).status).toBe(409);
    expect((await call("PUT", "/boletos/x-1", { ...boleto, nossoNumero: "2" })).status).toBe(409);
    const wrong = await call("PUT", "/boletos/x-3", { ...boleto, linhaDigitavel: line.replace("8123", "8124") });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "linhaDigitavel"]);
    expect((await call("PUT", "/invoices/i-1", { ...invoice, amountCents: 1 })).status).toBe(409);
    expect((await call("PUT", "/invoices/i-1", { ...invoice, status: "paid" })).status).toBe(200);
    expect(await site.app.prisma.boleto.findUnique({ where: { externalId: "x-1" } })).toMatchObject({
      status: "cancelling",
    });
  });

  it("has the bank told when an invoice is settled elsewhere, and says so in the feed", async () => {
    const living = await site.app.prisma.boleto.findFirstOrThrow({
      where: { status: "payable", bankWalletId: { not: null } },
      include: { invoice: true },
    });
    const { externalId } = living.invoice;
    const { id: _, ...invoice } = (await call("GET", `/invoices/${externalId}`)).body as Record<string, unknown>;
    expect((await call("PUT", `/invoices/${externalId}`, { ...invoice, status: "paid" })).status).toBe(200);
    const jobs = await site.app.prisma.$queryRaw<{ id: string }[]>`
      SELECT data->>'boletoId' AS id FROM pgboss.job WHERE name = 'cancel-boleto'`;
    expect(jobs).toContainEqual({ id: living.id });
    const types = (await call("GET", "/events?limit=500")).body.items.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["boleto.handed-in", "invoice.changed", "boleto.cancelling"]));
  });

  it("refuses a boleto that is another invoice's, or not what was said beside its line", async () => {
    const line = "34191090080000028123845678970000316560000010990";
    const boleto = {
      linhaDigitavel: line,
      nossoNumero: "9",
      beneficiaryName: "X",
      beneficiaryDocument: "12345678000195",
    };
    await call("PUT", "/invoices/i-dearer", { ...invoice, amountCents: 20_000 });
    await call("PUT", "/invoices/i-later", { ...invoice, dueDate: "2027-01-10" });
    const put = async (more: object) => {
      const { status, body } = await call("PUT", "/boletos/x-9", { ...boleto, invoiceId: "i-dearer", ...more });
      return [status, body.errors?.[0]?.path];
    };
    expect(await put({ amountCents: 10_991 })).toEqual([422, "amountCents"]);
    expect(await put({ dueDate: "2026-12-11" })).toEqual([422, "dueDate"]);
    expect(await put({ codigoBarras: "3" })).toEqual([422, "codigoBarras"]);
    expect(await put({ payableUntil: "2026-12-09" })).toEqual([422, "payableUntil"]);
    const { linhaDigitavel } = await site.app.prisma.boleto.findFirstOrThrow({ where: { origin: "faturabot" } });
    expect(await put({ linhaDigitavel })).toEqual([409, "linhaDigitavel"]);
    await site.app.prisma.boleto.deleteMany({ where: { externalId: "x-1" } });
    expect(await put({})).toEqual([422, "linhaDigitavel"]);
    expect(await put({ invoiceId: "i-later" })).toEqual([422, "linhaDigitavel"]);
  });

  it("keeps the operator's link when a contract comes again without a wallet, and undoes it for null", async () => {
    const contract = { subscriberId: "s-1", address: "Rua B, 2" };
    expect((await call("PUT", "/contracts/c-1", contract)).body).toMatchObject({ walletId: "w-1" });
    expect((await call("PUT", "/contracts/c-1", { ...contract, walletId: null })).body).not.toHaveProperty("walletId");
    expect((await call("PATCH", "/contracts/c-1", { walletId: "w-x" })).body.errors).toMatchObject([
      { path: "walletId" },
    ]);
  });

  it.each([
    ["GET", "/subscribers/%00", 422],
    ["GET", "/subscribers/%E0%A4%A", 400],
    ["GET", "/boletos?after=abc", 422],
    ["GET", "/events?after=999999999999999999999", 422],
    ["GET", "/events?after=999999999999999999", 200],
    ["GET", "/invoices?limit=0", 422],
    ["GET", "/invoices?limit=1&limit=2", 422],
    ["GET", "/invoices?page=2", 422],
    ["DELETE", "/invoices/i-1", 404],
  ])("answers %s %s with %i, not with a fault of its own", async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status);
  });

  it("speaks Portuguese of every fault", async () => {
    const bodies = [
      [],
      3,
      { ...subscriber, phones: "x" },
      { ...subscriber, phones: Array(12).fill("11987654321") },
      { ...subscriber, name: "a\u0000b" },
      { ...subscriber, name: "a\ud800" },
      { ...subscriber, name: 3, document: null },
    ];
    for (const body of bodies) {
      const answer = await call("PUT", "/subscribers/n", JSON.stringify(body));
      expect([400, 422], JSON.stringify(body)).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toMatch(/expected|received|invalid|too /i);
    }
  });

  it("asks to come again when the database does not answer", async () => {
    const prisma = createPrismaClient({ connectionString: "postgresql://nobody@127.0.0.1:1/none" });
    const api = createApi({
      register: createRegister(prisma, async () => {}),
      keys: { create: async () => "", scopesOf: async () => ["read", "write"] },
      reportBoleto: async () => {},
      linkToChat: async () => ({ kind: "no-subscriber" }),
      files: {
        remittances: createRemittances(prisma),
        applyReturn: async () => ({ titles: [], problems: [], notes: [], applied: false }),
      },
      now: () => new Date(),
      onError: () => {},
    });
    const server = await startServer({ host: "127.0.0.1", port: 0, routers: [["/api/v1", api]] });
    const requests = [
      fetch(`${server.url}/api/v1/invoices`, { headers: { authorization: "Bearer x" } }),
      fetch(`${server.url}/api/v1/subscribers/a`, {
        method: "PUT",
        headers: { authorization: "Bearer x" },
        body: JSON.stringify(subscriber),
      }),
      fetch(`${server.url}/api/v1/events`, { headers: { authorization: "Bearer x" } }),
    ];
    for (const response of await Promise.all(requests))
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    await server.close();
    await prisma.$disconnect();
  });

  it.each([
    ["a broken JSON", "/subscribers/n", '{"name":', 400, undefined],
    ["a field too many", "/subscribers/n", { ...subscriber, shoe: 42 }, 422, "shoe"],
    ["a missing field", "/subscribers/n", { document: "52998224725" }, 422, "name"],
    ["a wrong CPF", "/subscribers/n", { ...subscriber, document: "52998224724" }, 422, "document"],
    ["30 February", "/invoices/n", { ...invoice, dueDate: "2027-02-30" }, 422, "dueDate"],
    ["a year that is none", "/invoices/n", { ...invoice, dueDate: "0000-01-01" }, 422, "dueDate"],
    ["a year with a digit wrong", "/invoices/n", { ...invoice, dueDate: "2206-12-10" }, 422, "dueDate"],
    ["a negative amount", "/invoices/n", { ...invoice, amountCents: -1 }, 422, "amountCents"],
    ["half a cent", "/invoices/n", { ...invoice, amountCents: 1.5 }, 422, "amountCents"],
    [
      "a discount after the due date",
      "/invoices/n",
      { ...invoice, discountCents: 1, discountUntil: "2099-12-31" },
      422,
      "discountUntil",
    ],
    ["an unknown contract", "/invoices/n", { ...invoice, contractId: "nobody" }, 404, "contractId"],
    [
      "multa over the cap",
      "/contracts/n",
      { subscriberId: "s-1", address: "Rua", multaBasisPoints: 201 },
      422,
      "multaBasisPoints",
    ],
    ["an unknown bank", "/bank-wallets/n", { bankCode: "999" }, 422, "bankCode"],
    ["more than a megabyte", "/subscribers/n", { name: "x".repeat(1_100_000) }, 413, undefined],
  ])("refuses %s, naming the field, and keeps nothing", async (_, path, body, status, field) => {
    const answer = await call("PUT", path, body);
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining("application/problem+json")]);
    if (field) expect(answer.body.errors?.map((one) => one.path)).toContain(field);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("refuses a body whose letters are broken instead of keeping question marks", async () => {
    const response = await fetch(`${site.url}/api/v1/subscribers/n`, {
      method: "PUT",
      headers: { authorization: `Bearer ${key}` },
      body: Buffer.from(JSON.stringify({ ...subscriber, name: "João" }), "latin1"),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ title: expect.stringContaining("UTF-8") }),
    ]);
    expect((await call("GET", "/subscribers/n")).status).toBe(404);
  });

  it("takes the key however its scheme is written", async () => {
    const headers = { authorization: `bearer  ${key}` };
    expect((await fetch(`${site.url}/api/v1/invoices?limit=1`, { headers })).status).toBe(200);
  });

  it("opens to a key with the scope only", async () => {
    expect((await call("GET", "/invoices", undefined, "fb_wrong")).status).toBe(401);
    expect((await call("PUT", "/subscribers/n", subscriber, readKey)).status).toBe(403);
    expect((await call("GET", "/invoices?limit=5", undefined, readKey)).status).toBe(200);
    await site.app.prisma.apiKey.updateMany({ where: { name: "relatório" }, data: { revokedAt: new Date() } });
    expect((await call("GET", "/invoices", undefined, readKey)).status).toBe(401);
  });

  it("pages through a list and through the events without missing one", async () => {
    const walk = async (path: string) => {
      const seen: string[] = [];
      for (let after: string | undefined, page = 0; page < 50; page++) {
        const { body } = await call("GET", `${path}?limit=3${after ? `&after=${encodeURIComponent(after)}` : ""}`);
        seen.push(...body.items.map(({ id }) => id));
        if (!body.next || body.items.length === 0) break;
        after = body.next;
      }
      return seen;
    };
    expect((await walk("/invoices")).length).toBe(await site.app.prisma.invoice.count());
    expect(new Set(await walk("/events")).size).toBe(await site.app.prisma.event.count());
  });

  it("is described from the same schemas, with a page to read", async () => {
    const document = await fetch(`${site.url}/api/v1/openapi.json`).then((response) => response.json());
    expect(document).toMatchObject({
      openapi: "3.1.0",
      paths: { "/boletos/{id}": { put: expect.anything() } },
      components: { schemas: { invoices: { additionalProperties: false } } },
    });
    expect((await fetch(`${site.url}/api/docs/`)).status).toBe(200);
  });
});
