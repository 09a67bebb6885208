import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvRows } from "../../support/csv-rows.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

const people = {
  nfc: "João Sebastião D’Ávila",
  nfd: "João Sebastião D'Ávila".normalize("NFD"),
  capitals: "JOÃO SEBASTIÃO DÁVILA",
  soft: "João Sebas\u00ADtião\u00A0d'Ávila",
};

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
  for (const [key, name] of Object.entries(people))
    await site.app.prisma.subscriber.create({
      data: {
        ...{ externalId: key, name, document: "ABCDE123000100" },
        phones: { create: { phone: "5521955554444" } },
        contracts: {
          create: {
            ...{ externalId: `ct-${key}`, address: "Travessa São Tomé, 77" },
            invoices: {
              create: { externalId: key, amountCents: 100, dueDate: new Date("2040-01-10"), description: "uso" },
            },
          },
        },
      },
    });
});
afterAll(() => site?.stop());

const ids = async (path: string, column: string) => {
  const response = await admin.get(path);
  const { rows } = await csvRows(Buffer.from(await response.arrayBuffer()));
  return rows.map((row) => (row[column] ?? "").replace(/^ct-/, "")).sort();
};
const all = Object.keys(people).sort();

describe("every search for a person", () => {
  it.each([
    ["joão sebastião d’ávila", all],
    ["João D'Ávila".normalize("NFD"), all],
    ["JOAO DAVILA", all],
    ["davila", all],
    ["d'avila", all],
    ["sebas", all],
    ["sebastiao joao", all],
    ["\u202Adávila\u202C", all],
    ["AB.CDE.123/0001-00", all],
    ["abcde123000100", all],
    ["(21) 95555\u20114444", all],
    ["sao tome 77", all],
    ["ct-nfd", ["nfd"]],
    ["davila rosa", []],
  ])("finds the same among contracts, invoices and in what is linked at once: %j", async (busca, expected) => {
    const query = new URLSearchParams({ busca });
    expect(await ids(`/exportar/contratos?${query}`, "id")).toEqual(expected);
    query.set("lista", "open");
    expect(await ids(`/exportar/faturas?${query}`, "id")).toEqual(expected);
    const page = await admin.text(`/faturas?${query}`);
    for (const key of expected) expect(page).toContain(`ct-${key}`);
  });
});
