import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { generalDv } from "../../../src/core/boleto/check-digits.ts";
import { formatLinhaDigitavel } from "../../../src/core/boleto/linha-digitavel.ts";
import { readBoleto } from "../../../src/core/boleto/read-boleto.ts";
import { anyBoleto } from "./any-boleto.ts";

const today = isoDate("2026-11-24");

describe("a boleto made elsewhere is read", () => {
  it("from its linha or its bar code, with bank, amount and due date", () => {
    fc.assert(
      fc.property(anyBoleto(today), (input) => {
        const built = buildBoleto(input);
        if (!built.ok) throw new Error(built.error.message);
        const { campoLivre, codigoBarras, linhaDigitavel } = built.boleto;
        const { banco, valorCentavos: valueCents, vencimento: dueDate } = input;
        const boleto = { banco, bankCode: banco, campoLivre, codigoBarras, linhaDigitavel, valueCents, dueDate };
        expect(readBoleto(formatLinhaDigitavel(linhaDigitavel), today)).toEqual({ ok: true, boleto });
        expect(readBoleto(codigoBarras, today)).toEqual({ ok: true, boleto });
      }),
    );
  });

  it("of a bank whose boletos we do not make, and without a due date", () => {
    expect(readBoleto(barcode("4229", "0000"), today)).toMatchObject({
      ok: true,
      boleto: { banco: "422", valueCents: 10990, codigoBarras: barcode("4229", "0000") },
    });
    const read = readBoleto(barcode("4229", "0000"), today);
    expect(read.ok && ("dueDate" in read.boleto || "bankCode" in read.boleto)).toBe(false);
  });

  it.each([
    [barcode("4228", "1656"), "moeda"],
    [barcode("4229", "0500"), "vencimento"],
    [barcode("4229", "7400"), "vencimento"],
    ["123", "linhaDigitavel"],
    [`5${barcode("4229", "1656").slice(1)}`, "codigoBarras.dv"],
  ])("refuses %s, naming %s", (text, field) => {
    expect(readBoleto(text, today)).toMatchObject({ ok: false, error: { field } });
  });
});

function barcode(head: string, factor: string): string {
  const tail = `${factor}0000010990${"1".repeat(25)}`;
  return `${head}${generalDv(head + tail)}${tail}`;
}
