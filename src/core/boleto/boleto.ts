import { banks } from "../banks.ts";
import { type BankCode, hasLayout, layoutBankCodes } from "../billing/bank-code.ts";
import { type IsoDate, parseIsoDate } from "../billing/calendar/iso-date.ts";
import { accountValues, refuseTogether } from "./account-values.ts";
import type { BankLayout } from "./bank-layout.ts";
import { boletoSchemas } from "./boleto-schemas.ts";
import type { AccountValues, BoletoValues } from "./boleto-values.ts";
import { composeBars } from "./compose-bars.ts";
import { encodeFatorVencimento } from "./fator-vencimento.ts";
import { fillSegments } from "./fill-segments.ts";
import { type Refused, refusalOf, refuse } from "./refusal.ts";

/** The numbers of a boleto. All of them follow from its input. */
export interface Boleto {
  banco: BankCode;
  valorCentavos: number;
  vencimento: IsoDate;
  /** 25 digits. */
  campoLivre: string;
  /** 44 digits. */
  codigoBarras: string;
  /** 47 digits. `formatLinhaDigitavel` adds dots and spaces. */
  linhaDigitavel: string;
  /** The given number at full width. */
  nossoNumero: string;
  /** A digit, or X (Banco do Brasil), or P (Bradesco); absent if the bank has none. */
  nossoNumeroDv?: string;
  /**
   * The form in which the bank's files and API contain the nosso número, without check digit; at Banco do Brasil it
   * includes the convênio.
   */
  nossoNumeroFull: string;
  nossoNumeroPrinted: string;
  agenciaCodigoPrinted: string;
  carteiraPrinted: string;
}

/**
 * Builds the numbers of a boleto from a `BoletoInput`. The input need not be trusted: every field is checked, and the
 * first error is returned. The same input always gives the same boleto.
 */
export function buildBoleto(input: unknown): { ok: true; boleto: Boleto } | Refused {
  const layout = layoutOf(input);
  if ("ok" in layout) return layout;
  const parsed = boletoSchemas[layout.code].safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      ok: false,
      error: issue ? refusalOf(issue, "boleto") : { field: "boleto", message: "Boleto inválido." },
    };
  }
  const { valorCentavos, vencimento } = parsed.data;
  const account = accountValues(layout, parsed.data);
  const refusal = refuseTogether(layout, account, "all");
  if (refusal) return { ok: false, error: refusal };

  const nossoNumero = fullWidth(layout, account, parsed.data.nossoNumero);
  if (typeof nossoNumero !== "string") return nossoNumero;
  const values = { ...account, nossoNumero, valorCentavos };
  const wrongNumber = layout.nossoNumero.refuse?.(values);
  if (wrongNumber) return { ok: false, error: wrongNumber };

  const dueDate = parseIsoDate(vencimento);
  if (!dueDate) return refuse("vencimento", "Vencimento: não é uma data que existe, escrita como 2026-12-31.");
  const factor = encodeFatorVencimento(dueDate);
  if (!factor) return refuse("vencimento", "Vencimento: o código de barras só tem datas depois de 07/10/1997.");
  return { ok: true, boleto: compose(layout, values, dueDate, factor) };
}

function compose(layout: BankLayout, values: BoletoValues, vencimento: IsoDate, factor: string): Boleto {
  const { code, nossoNumero: number, printed } = layout;
  const campoLivre = fillSegments(layout.campoLivre(values), values);
  const dv = number.dv?.(values);
  return {
    banco: code,
    valorCentavos: values.valorCentavos,
    vencimento,
    campoLivre,
    ...composeBars({ bankCode: code, factor, valueCents: values.valorCentavos, campoLivre }),
    nossoNumero: values.nossoNumero,
    ...(dv && { nossoNumeroDv: dv }),
    nossoNumeroFull: number.full?.(values) ?? values.nossoNumero,
    nossoNumeroPrinted: printed.nossoNumero(values),
    agenciaCodigoPrinted: printed.agenciaCodigo(values),
    carteiraPrinted: printed.carteira(values),
  };
}

function layoutOf(input: unknown): BankLayout | Refused {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return refuse("boleto", "São esperados os campos de um boleto.");
  const banco = "banco" in input ? input.banco : undefined;
  if (banco === undefined) return refuse("banco", "Falta preencher: Banco.");
  return typeof banco === "string" && hasLayout(banco)
    ? banks[banco].layout
    : refuse("banco", `Banco: use um destes códigos, entre aspas: ${layoutBankCodes.join(", ")}.`);
}

/**
 * Fills up a shorter number with zeros, if the bank uses plain sequence numbers. Refuses a shorter number that begins
 * with 0, because whoever wrote it meant it to be complete.
 */
function fullWidth(layout: BankLayout, account: AccountValues, given: string): string | Refused {
  const widths = layout.nossoNumero.digits(account);
  if (widths.includes(given.length)) return given;
  const [width = 0] = widths;
  if (layout.nossoNumero.pads && given.length < width && !given.startsWith("0")) return given.padStart(width, "0");
  return refuse("nossoNumero", `Nosso número: são ${widths.join(" ou ")} números, mas tem ${given.length}.`);
}
