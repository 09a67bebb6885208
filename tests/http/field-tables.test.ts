import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CellKind, Field } from "../../src/core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../src/core/register/schemas.ts";
import { exportCsv } from "../../src/csv/export-csv.ts";
import { importCsv } from "../../src/csv/import-csv.ts";
import { csvLine } from "../../src/csv/write-csv.ts";
import type { ApiDocument } from "../../src/http/api/api-document.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { csvRows } from "../support/csv-rows.ts";
import { startSite } from "../support/start-site.ts";

/** The two others have rules of their own about which fields go together. */
const simple = ["wallets", "subscribers", "contracts", "invoices"] as const;
type Simple = (typeof simple)[number];

/** A value of each kind of cell, none of them a default. */
const samples: Partial<Record<CellKind, unknown>> = {
  text: "Texto",
  phones: ["5511987654321"],
  cents: 1234,
  percent: 50,
  number: 7,
  walletKind: "fatura",
  month: "2030-05",
  date: "2030-05-10",
};
/** Where not every value of the kind is one of the field. */
const special: Readonly<Record<Simple, Readonly<Record<string, unknown>>>> = {
  wallets: { bankWalletIds: ["fields-bank"], defaultBankWalletId: "fields-bank" },
  subscribers: { document: "52998224725", email: "clara@exemplo.com.br", state: "SP", postalCode: "01310100" },
  contracts: { subscriberId: "fields-1", walletId: "fields-1", planDiscountCents: 100 },
  invoices: { contractId: "fields-1", amountCents: 10_000, status: "suspensa" },
};
const bank = {
  bankCode: "341",
  account: { agencia: "4321", conta: "98765", carteira: "109" },
  beneficiaryName: "VALE FIBRA",
  beneficiaryDocument: "12345678000195",
  nossoNumeroFrom: 1,
  nossoNumeroTo: 99,
};

const byDefault = ({ schema, initial }: Field) => schema.safeParse(undefined).data ?? initial ?? undefined;
const kindOf = ({ csv = {} }: Field) => Object.values(csv)[0];

function sampleOf(resource: Simple, name: string, field: Field): unknown {
  const as = kindOf(field);
  if (name in special[resource]) return special[resource][name];
  return as === "flag" ? !byDefault(field) : as && samples[as];
}

const tables = simple.map((resource) => {
  // What is only shown comes from payments: tests/stories/part-payments.test.ts.
  const fields = Object.entries<Field>(registerFields[resource]).filter(([, { readOnly }]) => !readOnly);
  const value = Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(resource, name, field)]));
  return { resource, fields, value };
});
const rows = tables.flatMap(({ resource, fields, value }) =>
  fields.map(([name, field]) => ({ resource, name, field, sample: value[name] })),
);

let site: Awaited<ReturnType<typeof startSite>>;
let document: ApiDocument;
const seen = new Map<string, Record<string, unknown>>();
const exported = new Map<Simple, Record<string, string>>();
beforeAll(async () => {
  site = await startSite({ works: false });
  const key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
  const call = async (path: string, body?: unknown) => {
    const response = await fetch(`${site.url}/api/v1${path}`, {
      method: body ? "PUT" : "GET",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  document = (await call("/openapi.json")).body as unknown as ApiDocument;
  expect(await call("/bank-wallets/fields-bank", bank)).toMatchObject({ status: 201 });
  const register = createRegister(site.app.prisma, async () => {});
  for (const { resource, value } of tables) {
    expect(await call(`/${resource}/fields-1`, value)).toMatchObject({ status: 201 });
    seen.set(`${resource} api`, (await call(`/${resource}/fields-1`)).body);
    let text = "";
    for await (const part of exportCsv(register, resource)) text += part;
    const { header, rows } = await csvRows(Buffer.from(text));
    const row = rows.find(({ id }) => id === "fields-1") ?? {};
    exported.set(resource, row);
    // The same under another id: nothing but the cells says what it is.
    const file = [header, header.map((heading) => (heading === "id" ? "fields-2" : (row[heading] ?? "")))];
    const bytes = Buffer.from(file.map(csvLine).join(""));
    const report = await importCsv({ bytes, apply: true, register, now: new Date() });
    expect(report).toMatchObject({ kind: resource, refused: 0, counts: { created: 1 } });
    seen.set(`${resource} csv`, (await call(`/${resource}/fields-2`)).body);
  }
});
afterAll(() => site?.stop());

describe("a field of the API's resources", () => {
  it.each(rows)("$resource $name goes in and comes out by API and by CSV", ({ resource, name, field, sample }) => {
    expect(field.schema.safeParse(sample), "it needs a sample of its own above").toMatchObject({ success: true });
    expect(sample).not.toEqual(byDefault(field));
    expect(seen.get(`${resource} api`)?.[name]).toEqual(sample);
    for (const heading of Object.keys(field.csv ?? {})) expect(exported.get(resource)?.[heading]).toMatch(/./);
    expect(Object.keys(field.csv ?? {})).not.toEqual([]);
    expect(seen.get(`${resource} csv`)?.[name]).toEqual(sample);
  });

  const all = Object.entries(registerFields).flatMap(([resource, fields]) =>
    Object.entries(fields).map(([name, field]) => ({ resource: resource as ResourceName, name, field })),
  );
  it.each(all)("$resource $name stands in the API's document", ({ resource, name, field }) => {
    const { schemas } = document.components;
    const description = field.schema.meta()?.description;
    expect(description).toMatch(/./);
    expect(schemas[`${resource}.shown`]?.properties?.[name]).toMatchObject({ description });
    if (field.readOnly) expect(schemas[resource]?.properties).not.toHaveProperty(name);
    else expect(schemas[resource]?.properties?.[name]).toMatchObject({ description });
  });

  it("is no other's: what is shown and handed in is what the table says", () => {
    for (const [resource, fields] of Object.entries(registerFields)) {
      const taken = Object.keys(fields).filter((name) => !fields[name]?.readOnly);
      const { properties } = document.components.schemas[resource] ?? {};
      expect(Object.keys(properties ?? {})).toEqual(taken);
    }
    for (const { resource, fields } of tables) {
      const names = ["id", ...fields.map(([name]) => name)];
      expect(Object.keys(seen.get(`${resource} api`) ?? {})).toEqual(names);
    }
  });
});
