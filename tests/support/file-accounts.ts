import { banks } from "../../src/core/banks.ts";
import { type LayoutBankCode, layoutBankCodes } from "../../src/core/billing/bank-code.ts";

/** The banks that register by file. */
export const fileBanks = layoutBankCodes.filter((code) => banks[code].cnab240);

/** An account at each bank with all that its files need. */
export const fileAccounts: Readonly<
  Record<LayoutBankCode, { account: Record<string, string>; cnab: Record<string, string> }>
> = {
  "001": {
    account: { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" },
    cnab: { variacao: "019" },
  },
  "033": {
    account: { agencia: "4321", beneficiario: "1234567", carteira: "101" },
    cnab: { conta: "13000123", contaDv: "4" },
  },
  "077": { account: { beneficiario: "1234567", carteira: "110", conta: "1234567" }, cnab: {} },
  "104": { account: { agencia: "0501", beneficiario: "123456" }, cnab: { agenciaDv: "3" } },
  "237": {
    account: { agencia: "1234", agenciaDv: "5", conta: "0056789", contaDv: "P", carteira: "09" },
    cnab: { convenio: "4545454" },
  },
  "341": { account: { agencia: "1234", conta: "56789", carteira: "109" }, cnab: {} },
  "748": {
    account: { agencia: "0165", posto: "02", beneficiario: "00623" },
    cnab: { conta: "12345", contaDv: "6" },
  },
  "756": {
    account: { agencia: "3041", beneficiario: "0123456", carteira: "1" },
    cnab: { agenciaDv: "2", conta: "123456", contaDv: "7" },
  },
};
