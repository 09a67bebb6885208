import { type BankCode, isBankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { decodeFatorVencimento } from "./fator-vencimento.ts";
import { readCodigoBarras, readLinhaDigitavel, toLinhaDigitavel } from "./linha-digitavel.ts";
import { type Refused, refuse } from "./refusal.ts";

/** What the digits of a boleto say, whoever issued it. */
export interface ReadBoleto {
  /** The COMPE code of the bank, which may be a bank that is not supported here. */
  banco: string;
  /** The same code, if the bank is supported here. */
  bankCode?: BankCode;
  campoLivre: string;
  codigoBarras: string;
  linhaDigitavel: string;
  /** The amount in cents; 0 if the boleto names no amount. */
  valueCents: number;
  /** The due date; absent if the boleto has none (fator de vencimento 0000). */
  dueDate?: IsoDate;
}

/**
 * Reads a linha digitável (47 digits, with or without punctuation) or a código de barras (44 digits), and verifies all
 * check digits. The digits for the due date repeat every 9000 days; `today` decides which date is meant. A refusal
 * names `linhaDigitavel…`, `codigoBarras…`, `moeda` or `vencimento`.
 */
export function readBoleto(text: string, today: IsoDate): { ok: true; boleto: ReadBoleto } | Refused {
  const read = text.replace(/\s/g, "").length === 44 ? readCodigoBarras(text) : readLinhaDigitavel(text);
  if (!read.ok) return read;
  const { codigoBarras } = read;
  if (codigoBarras[3] !== "9") return refuse("moeda", "Este boleto não é em reais.");
  const banco = codigoBarras.slice(0, 3);
  const factor = codigoBarras.slice(5, 9);
  const dueDate = decodeFatorVencimento(factor, today);
  if (!dueDate && factor !== "0000")
    return refuse("vencimento", `O fator de vencimento ${factor} não corresponde a nenhuma data possível hoje.`);
  return {
    ok: true,
    boleto: {
      banco,
      ...(isBankCode(banco) && { bankCode: banco }),
      campoLivre: codigoBarras.slice(19),
      codigoBarras,
      linhaDigitavel: toLinhaDigitavel(codigoBarras),
      valueCents: Number(codigoBarras.slice(9, 19)),
      ...(dueDate && { dueDate }),
    },
  };
}
