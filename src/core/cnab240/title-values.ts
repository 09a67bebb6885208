import { addDays, type IsoDate } from "../billing/calendar/iso-date.ts";
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
  const payer = payerValues(boleto, settings, bank.widths?.pagador ?? 40);
  if (!payer.ok) return payer;
  const { slip } = boleto;
  const dueDate = changed ?? boleto.dueDate;
  const late = cnabDate(addDays(dueDate, 1));
  const { jurosPerDayCents, multaBasisPoints } = boleto;
  const { discount } = slip;
  return {
    ok: true,
    values: {
      ...payer.values,
      movimento: movement,
      nossoNumero: bank.nossoNumero(numbersOf(boleto), wallet.account),
      caracteristicas: bank.caracteristicas(wallet.account),
      seuNumero: seuNumero(boleto, bank.widths?.seuNumero ?? 15),
      vencimento: cnabDate(dueDate),
      valor: String(boleto.amountCents),
      especie: settings.especie ?? "",
      aceite: slip.aceite ?? "N",
      emissao: slip.issueDate ? cnabDate(slip.issueDate) : "",
      codigoJuros: jurosPerDayCents > 0 ? "1" : bank.noJuros,
      dataJuros: jurosPerDayCents > 0 ? late : "",
      juros: String(jurosPerDayCents * (settings.jurosDecimais === "5" ? 1000 : 1)),
      codigoDesconto: discount ? "1" : "0",
      dataDesconto: discount ? cnabDate(discount.discountUntil) : "",
      desconto: String(discount?.discountCents ?? 0),
      abatimento: String(slip.abatementCents ?? 0),
      referencia: titleReference(boleto.id),
      diasBaixa: String(wallet.daysAfterDue),
      codigoMulta: "2",
      dataMulta: late,
      multa: String(multaBasisPoints),
    },
  };
}

/** Truncates names that are too long for their field: the payer is identified by the document. */
function payerValues(
  { slip: { payer } }: BoletoRecord,
  settings: CnabSettings,
  nameWidth: number,
): { ok: true; values: CellValues } | Refused {
  const document = payer.document.replace(/[\s./-]/g, "");
  const address = payer.postal ?? parsePostalAddress(payer.address);
  const cut = (text: string, width: number) => plainUpper(text).slice(0, width).trim();
  const hasPostalCode = address.postalCode !== undefined;
  const values = {
    tipoInscricaoPagador: document.length === 11 ? "1" : "2",
    inscricaoPagador: document.padStart(15, "0"),
    pagador: cut(payer.name, nameWidth),
    endereco: cut(address.street, 40),
    bairro: cut(address.district ?? "", 15),
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
function seuNumero(boleto: BoletoRecord, width: number): string {
  const number = plainUpper(boleto.slip.numeroDocumento ?? "");
  return number !== "" && number.length <= width ? number : numbersOf(boleto).nossoNumero.slice(-width);
}

/** Throws if the boleto has no numbers yet, which happens only at banks that assign them over an API. */
function numbersOf({ slip }: BoletoRecord): TitleNumbers {
  if (!slip.boleto) throw new Error("A boleto goes into a file with its numbers");
  return slip.boleto;
}
