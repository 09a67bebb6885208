import { addDays } from "../../core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { fit } from "../rest/fit.ts";
import { monthlyPercent } from "../rest/money.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { wrapLines } from "../rest/wrap-lines.ts";

const minCents = 500;
/** What Cora prints of instructions, as the description of the one service. */
const printed = { width: 100, most: 1 };

/** Returns why Cora cannot register a boleto as it is meant; undefined if it can. */
export function obstacleAt({ amountCents, dueDate, slip }: BoletoRecord, { document }: Payer): string | undefined {
  if (amountCents < minCents) return "A Cora registra a partir de R$ 5,00.";
  if (slip.abatementCents) return "A Cora não registra abatimento.";
  if (slip.discount && slip.discount.discountUntil !== addDays(dueDate, -1))
    return "Na Cora o desconto vale até o dia antes do vencimento, e o desta fatura não.";
  if (!/^\d+$/.test(document)) return "A Cora não registra CNPJ com letras.";
  return undefined;
}

/**
 * Builds the body that issues a charge, in cents. Without `notification` and e-mail, so that Cora does not write to the
 * payer by itself; without the address, whose parts (number, complement) are not known here apart.
 */
export function invoiceRequest(boleto: BoletoRecord, { name, document, isCompany }: Payer, { pix }: { pix: boolean }) {
  const { slip, dueDate, amountCents, multaBasisPoints } = boleto;
  const service = fit(`Fatura ${slip.numeroDocumento ?? ""}`, 60);
  const [description = service] = wrapLines(slip.instructions, printed);
  const interest = monthlyPercent(boleto);
  return {
    code: shortReference(boleto.id),
    customer: { name: fit(name, 60), document: { identity: document, type: isCompany ? "CNPJ" : "CPF" } },
    services: [{ name: service, description, amount: amountCents }],
    payment_terms: {
      due_date: dueDate,
      ...(multaBasisPoints > 0 && { fine: { date: addDays(dueDate, 1), rate: multaBasisPoints / 100 } }),
      ...(interest > 0 && { interest: { rate: interest } }),
      ...(slip.discount && { discount: { type: "FIXED", value: slip.discount.discountCents } }),
    },
    payment_forms: pix ? ["BANK_SLIP", "PIX"] : ["BANK_SLIP"],
  };
}

type Payer = NonNullable<ReturnType<typeof payerOf>>;
