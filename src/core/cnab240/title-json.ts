import type { ReportedTitle } from "./return-report.ts";

/** Converts a title to JSON for the API: amounts in cents, days as 2026-12-31, null if the bank left a date empty. */
export function titleJson(title: ReportedTitle) {
  return {
    banco: title.bankCode,
    linha: title.line,
    movimento: title.code,
    ocorrencia: title.movement.words,
    nossoNumero: title.nossoNumero,
    seuNumero: title.seuNumero,
    vencimento: title.dueDate ?? null,
    valorCentavos: title.amountCents,
    valorPagoCentavos: title.paidCents,
    jurosCentavos: title.jurosCents,
    descontoCentavos: title.discountCents,
    abatimentoCentavos: title.abatementCents,
    outrosCreditosCentavos: title.otherCreditCents,
    tarifaCentavos: title.feeCents,
    dataOcorrencia: title.occurredOn ?? null,
    dataCredito: title.creditedOn ?? null,
    motivos: title.reasons,
    action: title.action,
  };
}
