import type { Manual } from "../manual.ts";
import { bancoDoBrasil } from "./banco-do-brasil.ts";
import { bradesco } from "./bradesco.ts";
import { caixa } from "./caixa.ts";
import { inter } from "./inter.ts";
import { itau } from "./itau.ts";
import { santander } from "./santander.ts";
import { sicoob } from "./sicoob.ts";
import { sicredi } from "./sicredi.ts";

/** Manuals of the banks that take files, by COMPE code. */
export const manuals = {
  "001": bancoDoBrasil,
  "033": santander,
  "077": inter,
  "104": caixa,
  "237": bradesco,
  "341": itau,
  "748": sicredi,
  "756": sicoob,
} as const satisfies Record<string, Manual>;
