import type { LayoutBankCode } from "../../../src/core/billing/bank-code.ts";
import type { BoletoInput } from "../../../src/core/boleto/boleto-input.ts";

const due = { valorCentavos: 10990, vencimento: "2026-12-10" };

/** One boleto in order of each bank. */
export const samples: Readonly<Record<LayoutBankCode, BoletoInput>> = {
  "001": {
    banco: "001",
    agencia: "4042",
    conta: "00061900",
    beneficiario: "1234567",
    carteira: "17",
    nossoNumero: "0000000042",
    ...due,
  },
  "033": { banco: "033", beneficiario: "1899775", carteira: "101", nossoNumero: "000009000026", ...due },
  "077": { banco: "077", beneficiario: "1234567", carteira: "112", nossoNumero: "0000000458", ...due },
  "104": { banco: "104", beneficiario: "245274", nossoNumero: "14000000000000001", ...due },
  "237": { banco: "237", agencia: "4042", conta: "0061900", carteira: "09", nossoNumero: "00000000002", ...due },
  "341": { banco: "341", agencia: "1248", conta: "02124", carteira: "109", nossoNumero: "00010152", ...due },
  "748": { banco: "748", agencia: "0165", posto: "02", beneficiario: "00623", nossoNumero: "26200001", ...due },
  "756": { banco: "756", agencia: "4327", beneficiario: "0229385", carteira: "1", nossoNumero: "0000002", ...due },
};
