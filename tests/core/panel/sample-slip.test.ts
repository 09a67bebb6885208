import { describe, expect, it } from "vitest";
import { hasLayout } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { readBoleto } from "../../../src/core/boleto/read-boleto.ts";
import { registerSchemas } from "../../../src/core/register/schemas.ts";
import { demoBanks, demoBeneficiary } from "../../../src/demo/demo-provider.ts";
import { sampleSlip } from "../../../src/panel/wallets/sample-slip.ts";

// A bank that assigns the numbers has no sample.
const numberedHere = demoBanks.filter(({ bankCode }) => hasLayout(bankCode));
const today = isoDate("2026-11-24");

describe("the sample boleto", () => {
  it.each(numberedHere.map(({ bankCode, account, from, to }) => [bankCode, account, from, to] as const))(
    "of bank %s is one whose digits are right, and says that it must not be paid",
    (bankCode, account, from, to) => {
      const value = { bankCode, account, ...demoBeneficiary, nossoNumeroFrom: from, nossoNumeroTo: to };
      const sample = sampleSlip(registerSchemas["bank-wallets"].parse(value), from, today);
      if (!sample.ok) throw new Error(sample.error.message);
      const read = readBoleto(sample.slip.boleto.linhaDigitavel, today);
      expect(read).toMatchObject({
        ok: true,
        boleto: { banco: bankCode, valueCents: 10_000, dueDate: "2026-12-04" },
      });
      expect(sample.slip.demo).toBe(true);
    },
  );
});
