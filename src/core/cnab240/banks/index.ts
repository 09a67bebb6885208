import type { BankCode } from "../../billing/bank-code.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { bancoDoBrasil } from "./banco-do-brasil.ts";
import { bradesco } from "./bradesco.ts";
import { caixa } from "./caixa.ts";
import { inter } from "./inter.ts";
import { itau } from "./itau.ts";
import { santander } from "./santander.ts";
import { sicoob } from "./sicoob.ts";
import { sicredi } from "./sicredi.ts";

/** The CNAB 240 of every bank whose boletos can be made here. */
export const cnabBanks: Readonly<Record<BankCode, CnabBank>> = {
  "001": bancoDoBrasil,
  "033": santander,
  "077": inter,
  "104": caixa,
  "237": bradesco,
  "341": itau,
  "748": sicredi,
  "756": sicoob,
};
