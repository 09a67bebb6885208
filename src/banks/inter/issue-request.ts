import { daysBetween, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { reais } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";

const mostDays = 60;
const mostLines = 5;

/** Builds the body that issues a boleto with PIX; Inter creates both if `formasRecebimento` is absent. */
export function issueRequest(boleto: BoletoRecord, { name, document, isCompany, postal }: Payer) {
  const { slip, dueDate, payableUntil, amountCents, multaBasisPoints, jurosPerDayCents } = boleto;
  const { discount, instructions } = slip;
  const lines = instructions.slice(0, mostLines).map((line, index) => [`linha${index + 1}`, fit(line, 78)]);
  return {
    seuNumero: shortReference(boleto.id),
    valorNominal: reais(amountCents),
    dataVencimento: dueDate,
    numDiasAgenda: Math.min(daysBetween(dueDate, payableUntil), mostDays),
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
    ...(jurosPerDayCents > 0 && { mora: { codigo: "VALORDIA", valor: reais(jurosPerDayCents) } }),
    ...(lines.length > 0 && { mensagem: Object.fromEntries(lines) }),
  };
}

type Payer = NonNullable<ReturnType<typeof payerOf>>;

/** Inter takes the end of a discount as days before the due date. */
const discountOf = (discount: { discountCents: number; discountUntil: IsoDate }, dueDate: IsoDate) => ({
  codigo: "VALORFIXODATAINFORMADA",
  quantidadeDias: daysBetween(discount.discountUntil, dueDate),
  valor: reais(discount.discountCents),
});
