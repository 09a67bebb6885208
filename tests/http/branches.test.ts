import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Register } from "../../src/core/register/register.ts";
import { exportCsv } from "../../src/csv/export-csv.ts";
import { importCsv } from "../../src/csv/import-csv.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let key: string;
let register: Register;
beforeAll(async () => {
  site = await startSite({ works: false });
  key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
  register = createRegister(site.app.prisma, async () => {});
});
afterAll(() => site?.stop());

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${site.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function exported() {
  let text = "";
  for await (const part of exportCsv(register, "branches")) text += part;
  return text;
}
const imported = (text: string) =>
  importCsv({ bytes: Buffer.from(text), apply: true, register, now: new Date("2026-11-24T17:02:00Z") });

const manaus = {
  zone: "America/Manaus",
  holidays: ["2026-10-24", "2026-09-05", "2026-09-05"],
  hours: { monday: "08:00-18:00", saturday: "08:00 às 12:00" },
};
const shown = {
  id: "Manaus",
  zone: "America/Manaus",
  holidays: ["2026-09-05", "2026-10-24"],
  hours: { monday: "08:00-18:00", saturday: "08:00-12:00" },
};

describe("a branch", () => {
  it("goes in and comes out by the API, and the same again is no change", async () => {
    expect(await call("PUT", "/branches/Manaus", manaus)).toMatchObject({ status: 201 });
    expect(await call("GET", "/branches/Manaus")).toEqual({ status: 200, body: shown });
    const before = await site.app.prisma.branch.findUniqueOrThrow({ where: { externalId: "Manaus" } });
    expect(await call("PUT", "/branches/Manaus", manaus)).toMatchObject({ status: 200 });
    expect(await site.app.prisma.branch.findUniqueOrThrow({ where: { externalId: "Manaus" } })).toEqual(before);
  });

  it("keeps what a request leaves out, and null is as at the provider", async () => {
    await call("PUT", "/branches/Manaus", {});
    expect((await call("GET", "/branches/Manaus")).body).toEqual(shown);
    await call("PUT", "/branches/Manaus", { zone: null, holidays: null, hours: null });
    expect((await call("GET", "/branches/Manaus")).body).toEqual({ id: "Manaus", holidays: [] });
    await call("PUT", "/branches/Manaus", manaus);
  });

  it.each([
    ["zone", { zone: "America/New_York" }, "esperado um fuso do Brasil, como America/Manaus"],
    ["zone", { zone: "" }, "esperado um fuso do Brasil, como America/Manaus"],
    ["holidays.0", { holidays: ["2026-02-30"] }, "esperada uma data que existe, como 2026-12-31"],
    ["hours.monday", { hours: { monday: "8h às 18h" } }, "esperado um horário como 08:00-18:00"],
    ["hours.friday", { hours: { friday: "18:00-08:00" } }, "fecha antes de abrir"],
    ["hours.segunda", { hours: { segunda: "08:00-18:00" } }, "campo desconhecido"],
  ])("is refused by the name of the field: %s", async (path, body, message) => {
    const answer = await call("PUT", "/branches/Errada", body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path, message }] } });
    expect(await site.app.prisma.branch.count({ where: { externalId: "Errada" } })).toBe(0);
  });

  it("goes out and in by CSV without a change, and an empty cell is as at the provider", async () => {
    const file = await exported();
    expect(file).toContain("id;fuso;feriados;segunda;terca;quarta;quinta;sexta;sabado;domingo");
    expect(file).toContain("Manaus;America/Manaus;05/09/2026|24/10/2026;08:00-18:00;;;;;08:00-12:00;");
    expect(await imported(file)).toMatchObject({ kind: "branches", refused: 0, counts: { created: 0, changed: 0 } });
    const cleared = "id;fuso;feriados;segunda;terca;quarta;quinta;sexta;sabado;domingo\nManaus;;;;;;;;;\n";
    expect(await imported(cleared)).toMatchObject({ written: true, counts: { changed: 1 } });
    expect((await call("GET", "/branches/Manaus")).body).toEqual({ id: "Manaus", holidays: [] });
  });

  it("a file of holidays alone keeps zone and hours, and names the cell that it cannot read", async () => {
    await call("PUT", "/branches/Manaus", manaus);
    expect(await imported("id;feriados\nManaus;08/12/2026\n")).toMatchObject({ written: true });
    expect((await call("GET", "/branches/Manaus")).body).toEqual({ ...shown, holidays: ["2026-12-08"] });
    const { lines } = await imported("id;feriados\nManaus;8 de dezembro\n");
    expect(lines).toEqual([
      { line: 2, mended: [], problem: "feriados: esperadas datas como 31/12/2026, separadas por | ou por espaço" },
    ]);
  });

  it("that a contract or a wallet names for the first time is entered, as at the provider", async () => {
    const subscriber = { name: "Clara Nunes", document: "529.982.247-25" };
    await call("PUT", "/subscribers/s-1", subscriber);
    const contract = { subscriberId: "s-1", address: "Rua A, 1", branch: "Rio Branco" };
    expect(await call("PUT", "/contracts/c-1", contract)).toMatchObject({ status: 201 });
    expect((await call("GET", "/branches/Rio%20Branco")).body).toEqual({ id: "Rio Branco", holidays: [] });
    await site.app.prisma.branch.update({ where: { externalId: "Rio Branco" }, data: { externalId: "Acre" } });
    expect((await call("GET", "/contracts/c-1")).body).toMatchObject({ branch: "Acre" });
    await expect(site.app.prisma.branch.delete({ where: { externalId: "Acre" } })).rejects.toThrow(
      /Foreign key constraint/,
    );
  });
});
