import { addDays, daysBetween, type IsoDate } from "../billing/calendar/iso-date.ts";
import { payableUntil } from "../billing/calendar/payment-day.ts";
import { parsePostalAddress } from "../billing/people/postal-address.ts";
import { type Refused, refuse } from "../boleto/refusal.ts";
import type { BankWalletRecord, BoletoRecord } from "../records/boleto-records.ts";
import { cnabDate } from "./cell.ts";
import type { CnabBank, CnabSettings, TitleNumbers } from "./cnab-bank.ts";
import { labelOf } from "./labels.ts";
import { plainUpper } from "./plain-upper.ts";
import type { CellValues } from "./render-record.ts";
import { titleReference } from "./title-reference.ts";

/** An instruction to the bank about a boleto: 01 registers it, 02 withdraws it, 06 changes its due date. */
export interface RemittanceTitle {
  movement: "01" | "02" | "06";
  boleto: BoletoRecord;
  /** The new due date, with 06. */
  dueDate?: IsoDate;
}

/** Returns the values of segments P, Q and R. Refuses if one is missing that banks require, naming it. */
export function titleValues(
  { movement, boleto, dueDate: changed }: RemittanceTitle,
  { bank, settings, wallet }: { bank: CnabBank; settings: CnabSettings; wallet: BankWalletRecord },
): { ok: true; values: CellValues } | Refused {
  const payer = payerValues(boleto, settings, bank);
  if (!payer.ok) return payer;
  const { slip } = boleto;
  const dueDate = changed ?? boleto.dueDate;
  const { discount } = slip;
  const days = bank.daysAfterDue ?? daysBetween(dueDate, payableUntil(dueDate, wallet.daysAfterDue));
  return {
    ok: true,
    values: {
      ...payer.values,
      ...chargeValues(boleto, dueDate, { bank, isTakenLate: (bank.daysAfterDue ?? wallet.daysAfterDue) > 0 }),
      movimento: movement,
      nossoNumero: bank.nossoNumero(numbersOf(boleto), wallet.account),
      caracteristicas: bank.caracteristicas(wallet.account, settings),
      seuNumero: seuNumero(boleto, bank),
      vencimento: cnabDate(dueDate),
      valor: String(boleto.amountCents),
      especie: settings.especie ?? "",
      aceite: slip.aceite ?? "N",
      emissao: slip.issueDate ? cnabDate(slip.issueDate) : "",
      codigoDesconto: discount ? "1" : "0",
      dataDesconto: discount ? cnabDate(discount.discountUntil) : "",
      desconto: String(discount?.discountCents ?? 0),
      abatimento: String(slip.abatementCents ?? 0),
      referencia: titleReference(boleto.id),
      codigoBaixa: days > 0 ? "1" : (bank.baixaOnDueDate ?? "1"),
      diasBaixa: String(days),
    },
  };
}

/** Juros and multa. A boleto that is not taken late has neither: no day is left on which they could be owed. */
function chargeValues(
  boleto: BoletoRecord,
  dueDate: IsoDate,
  { bank, isTakenLate }: { bank: CnabBank; isTakenLate: boolean },
): CellValues {
  const dates = { "due-date": cnabDate(dueDate), "day-after": cnabDate(addDays(dueDate, 1)) };
  const { jurosPerDayCents: perDay, jurosBasisPointsMonth: perMonth = 0 } = boleto;
  const juros =
    perMonth > 0 && bank.monthlyJuros
      ? { codigoJuros: "2", juros: String(perMonth * (bank.monthlyJurosDecimals === 5 ? 1000 : 1)) }
      : { codigoJuros: "1", juros: String(perDay) };
  const hasJuros = isTakenLate && juros.juros !== "0";
  return {
    ...(hasJuros ? juros : { codigoJuros: bank.noJuros, juros: "0" }),
    dataJuros: hasJuros ? dates[bank.jurosDate] : "",
    codigoMulta: "2",
    dataMulta: dates[bank.multaDate],
    multa: String(isTakenLate ? boleto.multaBasisPoints : 0),
  };
}

/** Truncates names that are too long for their field: the payer is identified by the document. */
function payerValues(
  { slip: { payer } }: BoletoRecord,
  settings: CnabSettings,
  { widths, punctuation }: CnabBank,
): { ok: true; values: CellValues } | Refused {
  const document = payer.document.replace(/[\s./-]/g, "");
  const address = payer.postal ?? parsePostalAddress(payer.address);
  const cut = (text: string, width: number) => plainUpper(text, punctuation).slice(0, width).trim();
  const hasPostalCode = address.postalCode !== undefined;
  const values = {
    tipoInscricaoPagador: document.length === 11 ? "1" : "2",
    inscricaoPagador: document.padStart(15, "0"),
    pagador: cut(payer.name, widths?.pagador ?? 40),
    endereco: cut(address.street, 40),
    bairro: cut(address.district ?? "", widths?.bairro ?? 15),
    cep: address.postalCode ?? settings.cep ?? "",
    // City and state from the settings belong to the CEP there, not to another one.
    cidade: cut(address.city ?? (hasPostalCode ? "" : settings.cidade) ?? "", 15),
    uf: address.state ?? (hasPostalCode ? "" : settings.uf) ?? "",
  };
  const missing = (["pagador", "endereco", "cep", "cidade", "uf"] as const).find((name) => values[name] === "");
  return missing
    ? refuse(missing, `${labelOf(missing)}: falta no cadastro do assinante, e o banco não registra sem isso.`)
    : { ok: true, values };
}

/** Returns the invoice's number if it fits, otherwise the nosso número, which is as unique. */
function seuNumero(boleto: BoletoRecord, { widths, punctuation }: CnabBank): string {
  const width = widths?.seuNumero ?? 15;
  const number = plainUpper(boleto.slip.numeroDocumento ?? "", punctuation);
  return number !== "" && number.length <= width ? number : numbersOf(boleto).nossoNumero.slice(-width);
}

/** Throws if the boleto has no numbers yet, which happens only at banks that assign them over an API. */
function numbersOf({ slip }: BoletoRecord): TitleNumbers {
  if (!slip.boleto) throw new Error("A boleto goes into a file with its numbers");
  return slip.boleto;
}
