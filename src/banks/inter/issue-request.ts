import { daysBetween, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { wrapLines } from "../rest/wrap-lines.ts";

/** Rows of text on the bank's boleto. */
const messageSize = { width: 78, most: 5 };

/** Builds the body that issues a boleto with PIX; Inter creates both if `formasRecebimento` is absent. */
export function issueRequest(boleto: BoletoRecord, { name, document, isCompany, postal }: Payer) {
  const { slip, dueDate, payableUntil, amountCents, multaBasisPoints } = boleto;
  const { discount, instructions } = slip;
  const rows = wrapLines(instructions, messageSize);
  return {
    seuNumero: shortReference(boleto.id),
    valorNominal: reais(amountCents),
    dataVencimento: dueDate,
    numDiasAgenda: daysBetween(dueDate, payableUntil),
    pagador: {
      cpfCnpj: document,
      tipoPessoa: isCompany ? "JURIDICA" : "FISICA",
      nome: fit(name, 100),
      endereco: fit(postal.street, 100),
      bairro: fit(postal.district, 60),
      cidade: fit(postal.city, 60),
      uf: postal.state,
      cep: postal.postalCode,
    },
    ...(discount && { desconto: discountOf(discount, dueDate) }),
    ...(multaBasisPoints > 0 && { multa: { codigo: "PERCENTUAL", taxa: multaBasisPoints / 100 } }),
    ...moraOf(boleto),
    ...(rows.length > 0 && { mensagem: Object.fromEntries(rows.map((row, index) => [`linha${index + 1}`, row])) }),
  };
}

/** A monthly rate is exact; an amount a day is rounded. */
function moraOf({ jurosBasisPointsMonth = 0, jurosPerDayCents }: BoletoRecord) {
  if (jurosBasisPointsMonth > 0) return { mora: { codigo: "TAXAMENSAL", taxa: jurosBasisPointsMonth / 100 } };
  return jurosPerDayCents > 0 ? { mora: { codigo: "VALORDIA", valor: reais(jurosPerDayCents) } } : {};
}

type Payer = NonNullable<ReturnType<typeof payerOf>>;

/** Inter takes the end of a discount as days before the due date. */
const discountOf = (discount: { discountCents: number; discountUntil: IsoDate }, dueDate: IsoDate) => ({
  codigo: "VALORFIXODATAINFORMADA",
  quantidadeDias: daysBetween(discount.discountUntil, dueDate),
  valor: reais(discount.discountCents),
});
