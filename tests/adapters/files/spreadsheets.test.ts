import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Entry } from "../../../src/core/register/register.ts";
import { type ResourceName, registerSchemas } from "../../../src/core/register/schemas.ts";
import { exportCsv } from "../../../src/csv/export-csv.ts";
import { importCsv } from "../../../src/csv/import-csv.ts";
import { createRegister } from "../../../src/storage/register/create-register.ts";
import { openAndSave, spreadsheets } from "../../support/spreadsheet.ts";
import { startImport } from "../../support/start-import.ts";
import { anyRegister } from "./any-register.ts";

let service: Awaited<ReturnType<typeof startImport>>;
let register: ReturnType<typeof createRegister>;
beforeAll(async () => {
  service = await startImport();
  register = createRegister(service.prisma, async () => {});
});
afterAll(() => service?.stop());

const now = new Date("2026-11-24T12:00:00Z");
const kinds = ["bank-wallets", "wallets", "subscribers", "contracts", "invoices"] as const satisfies ResourceName[];

async function enter(entries: readonly Entry[]) {
  await service.prisma.$executeRawUnsafe("TRUNCATE subscriber, contract, wallet, bank_wallet, invoice CASCADE");
  const checked = entries.map(({ resource, id, value }) => ({
    resource,
    id,
    value: registerSchemas[resource].parse(value),
  }));
  await register.put(checked as Entry[], { now });
}
async function exported(kind: ResourceName) {
  let text = "";
  for await (const part of exportCsv(register, kind)) text += part;
  return text;
}
const stored = async () =>
  Promise.all(
    kinds.map(async (kind) => (await register.list(kind, undefined, 1000)).items.map((item) => JSON.stringify(item))),
  );

describe("an export that is opened in a spreadsheet and saved", () => {
  it.each(spreadsheets)("changes nothing and enters nothing twice: %s", async (spreadsheet) => {
    const wears = fc.record({ marks: fc.boolean(), margins: fc.boolean(), misread: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(anyRegister, wears, async (entries, wear) => {
        await enter(entries);
        const before = await stored();
        for (const kind of kinds) {
          const bytes = openAndSave(await exported(kind), spreadsheet, wear);
          const report = await importCsv({ bytes, apply: true, register, now });
          expect(report.lines.flatMap(({ problem }) => problem ?? [])).toEqual([]);
          const rows = report.mendedFile().split("\r\n");
          const changed = report.lines.flatMap(({ outcome }, at) => (outcome === "same" ? [] : [rows[at + 1]]));
          expect(changed).toEqual([]);
          expect(report).toMatchObject({ kind, refused: 0, counts: { created: 0, changed: 0 } });
          // The mended file, too, is the export again.
          const mended = await importCsv({ bytes: Buffer.from(report.mendedFile()), apply: true, register, now });
          expect(mended).toMatchObject({ refused: 0, counts: { created: 0, changed: 0, same: report.counts.same } });
          expect(mended.lines.flatMap(({ mended: columns }) => columns)).toEqual([]);
        }
        expect(await stored()).toEqual(before);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
