import fc from "fast-check";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { BoletoInput } from "../../../src/core/boleto/boleto-input.ts";

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((array) => array.join(""));
const oneOf = (...values: string[]) => fc.constantFrom(...values);

type Own = Omit<BoletoInput, "banco" | "valorCentavos" | "vencimento">;

const own: Record<LayoutBankCode, fc.Arbitrary<Own>> = {
  "001": fc
    .tuple(digits(4), digits(8), digits(2), fc.constantFrom([4, 7], [6, 5], [7, 10]))
    .chain(([agencia, conta, carteira, [convenio = 0, width = 0]]) =>
      fc.record({
        agencia: fc.constant(agencia),
        conta: fc.constant(conta),
        carteira: fc.constant(carteira),
        beneficiario: digits(convenio),
        nossoNumero: digits(width),
      }),
    ),
  "033": fc.record({ beneficiario: digits(7), carteira: oneOf("101", "102", "201"), nossoNumero: digits(12) }),
  "077": fc.record({ beneficiario: digits(7), carteira: oneOf("112", "110"), nossoNumero: digits(10) }),
  "104": fc.record({ beneficiario: digits(6), nossoNumero: digits(15).map((free) => `14${free}`) }),
  "237": fc.record({ agencia: digits(4), conta: digits(7), carteira: digits(2), nossoNumero: digits(11) }),
  "341": fc.record({ agencia: digits(4), conta: digits(5), carteira: oneOf("109", "168"), nossoNumero: digits(8) }),
  "748": fc.record({
    agencia: digits(4),
    posto: digits(2),
    beneficiario: digits(5),
    nossoNumero: fc
      .tuple(digits(2), fc.integer({ min: 2, max: 9 }), digits(5))
      .map(([year, byte, sequence]) => `${year}${byte}${sequence}`),
  }),
  "756": fc.record({ agencia: digits(4), beneficiario: digits(7), carteira: digits(1), nossoNumero: digits(7) }),
};

/** Any boleto of that bank that can be made, due within 3000 days back and 5500 ahead of `today`. */
export function anyBoletoOf(banco: LayoutBankCode, today = "2026-11-24"): fc.Arbitrary<BoletoInput> {
  return fc
    .tuple(
      own[banco],
      fc.oneof(fc.nat(999_999_999), fc.constant(0)),
      fc.integer({ min: -3000, max: 5500 }).map((days) => addDays(isoDate(today), days)),
    )
    .map(([fields, valorCentavos, vencimento]) => ({ banco, ...fields, valorCentavos, vencimento }));
}

/** Any boleto of any bank. */
export function anyBoleto(today?: string): fc.Arbitrary<BoletoInput> {
  return fc.oneof(...layoutBankCodes.map((code) => anyBoletoOf(code, today)));
}
