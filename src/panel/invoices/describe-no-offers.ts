import type { NoOffer } from "../../core/billing/offers/offers.ts";

const sentences: Record<NoOffer["reason"], string> = {
  "invoice-not-open": "a fatura não está em aberto",
  "payment-announced": "o banco avisou que a fatura foi paga; falta a confirmação, no próximo dia útil",
  "no-wallet": "o contrato não tem carteira de cobrança",
  "wallet-inactive": "a carteira de cobrança está desativada",
  "other-branch": "a carteira é de outra filial",
  "no-banks": "a carteira não tem bancos",
  inactive: "uma carteira de banco está desativada",
  "below-minimum": "o valor é menor que o mínimo do banco",
  "above-maximum": "o valor passa do máximo do banco",
  "nothing-left": "desconto e abatimento tiram o valor inteiro",
  abatement: "a API do banco não aceita abatimento",
  discount: "a API do banco só aceita desconto até o dia antes do vencimento",
  "due-today-too-late": "o banco não registra mais hoje um boleto que vence hoje",
  "payer-document": "a API do banco não aceita CNPJ com letras",
  "range-exhausted": "a faixa de nosso número acabou",
  "registered-too-late": "o banco registraria tarde demais",
  "in-trouble": "o banco não está respondendo",
  "payer-address": "falta o endereço completo do assinante",
  "just-refused": "o banco recusou esta fatura",
  unknown: "a carteira aponta para um banco que não existe mais",
};

/** Describes in Portuguese why no bank is on offer. Each reason is named once. */
export function describeNoOffers(reasons: readonly NoOffer[]): string[] {
  return [...new Set(reasons.map(({ reason }) => sentences[reason]))];
}
