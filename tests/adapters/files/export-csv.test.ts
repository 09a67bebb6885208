import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportCsv } from "../../../src/csv/export-csv.ts";
import { importCsv } from "../../../src/csv/import-csv.ts";
import { readCsv } from "../../../src/csv/read-csv.ts";
import { csvLine, plainCell, safeCell } from "../../../src/csv/write-csv.ts";
import { createRegister } from "../../../src/storage/register/create-register.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());

describe("a cell of an export", () => {
  it.each(["=1+1", "+55", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])(
    "is no formula for a program that opens it: %j",
    (text) => expect(safeCell(text)).toMatch(/^'/),
  );

  it.each(["Rua 1,=1+1,x", "Rua 1;=1+1", "a\t@SUM(A1)", "\t=1", "\t\t=1", "a\n=1", "＝1+1", "a,－1", "a,'=1", ",,=1"])(
    "has no formula wherever a program may part it: %j",
    (text) => {
      for (const part of safeCell(text).split(/[,;\t\r\n]/)) expect(part).not.toMatch(/^[=+\-@＝＋－＠]/);
      expect(plainCell(safeCell(text))).toBe(text);
    },
  );

  it("of signs and separators alone is read again as it was, too", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "=", "-", ",", ";", "\t", "\n", "a", "＝") }), (text) => {
        expect(plainCell(safeCell(text))).toBe(text);
        for (const part of safeCell(text).split(/[,;\t\r\n]/)) expect(part).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    ));

  it("is read again as it was, whatever it is", () =>
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(plainCell(safeCell(text))).toBe(text);
      }),
    ));

  it("keeps what would part cells and lines to itself", async () => {
    const { lines } = await readCsv(Buffer.from(`id;nome\r\n${csvLine(["1", 'a;b "c"\nd'])}${csvLine(["2", "=x"])}`));
    expect(lines.map(({ cells }) => cells.nome?.text)).toEqual(['a;b "c"\nd', "=x"]);
  });
});

describe("an export", () => {
  it.each(["bank-wallets", "wallets", "subscribers", "contracts", "invoices"] as const)(
    "of %s is a file that the import takes, and that changes nothing",
    async (kind) => {
      const register = createRegister(site.app.prisma, async () => {});
      // Not every CPF of the demo has the right check digits.
      await site.app.prisma.subscriber.updateMany({ data: { document: "52998224725" } });
      await site.app.prisma.subscriber.updateMany({
        where: { name: "Carlos Dias" },
        data: { name: "=cmd|' /C calc'!A0" },
      });
      await site.app.prisma.contract.updateMany({
        where: { address: { contains: "Rua Nova" } },
        data: {
          billsHere: true,
          planPriceCents: 10_990,
          dueDay: 31,
          billsFrom: new Date("2026-11-01"),
          startsOn: new Date("2026-11-20"),
        },
      });
      let text = "";
      for await (const part of exportCsv(register, kind)) text += part;
      expect(text).not.toMatch(/(^|[;\n])"?[=+@-]/);
      const now = new Date("2026-11-24T12:00:00Z");
      const report = await importCsv({ bytes: Buffer.from(text), apply: true, register, now });
      expect(report.lines.filter(({ problem }) => problem)).toEqual([]);
      expect(report).toMatchObject({ kind, refused: 0, counts: { created: 0, changed: 0 } });
      expect(report.counts.same).toBeGreaterThan(0);
    },
  );
});
