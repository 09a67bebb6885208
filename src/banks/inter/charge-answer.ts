import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { joinReasons } from "../rest/fit.ts";
import { pollAt } from "../rest/poll-again.ts";
import type { Charge } from "./inter-answers.ts";

/** The bank says that registration takes about five minutes; its webhook usually arrives before most polls. */
const firstPollMs = 20_000;

/** Converts the situation of a charge to our answer. An unknown situation is an unknown outcome of a known charge. */
export function chargeAnswer(charge: Charge, lookUps: number, now: Date): BankAnswer {
  const { situacao, motivoCancelamento } = charge.cobranca;
  const known = { ...referenceOf(charge), nextLookUpAt: pollAt({ lookUps }, now, firstPollMs) };
  switch (situacao) {
    case "EM_PROCESSAMENTO":
      return { kind: "processing", ...known };
    case "A_RECEBER":
    case "ATRASADO":
    case "PROTESTO": {
      const title = titleOf(charge);
      return title ? { kind: "registered", ...referenceOf(charge), title } : { kind: "processing", ...known };
    }
    case "RECEBIDO":
    case "MARCADO_RECEBIDO":
      return { kind: "paid", paidOn: charge.cobranca.dataSituacao ?? localDate(now, brasilia), ...amountOf(charge) };
    case "FALHA_EMISSAO":
      return { kind: "refused", reason: "FALHA_EMISSAO" };
    case "CANCELADO":
    case "EXPIRADO":
      return { kind: "closed", reason: joinReasons([situacao, motivoCancelamento ?? undefined], situacao) };
    default:
      return { kind: "unknown", ...known };
  }
}

/** Returns what was received; nothing if the bank does not say, as for a charge that was marked as received by hand. */
export function amountOf({ cobranca: { valorTotalRecebido } }: Charge): { amountCents?: number } {
  return valorTotalRecebido ? { amountCents: valorTotalRecebido } : {};
}

/** Returns the bank's name of the charge, in the form of an answer. */
export function referenceOf({ cobranca: { codigoSolicitacao } }: Charge): { bankReference?: string } {
  return codigoSolicitacao ? { bankReference: codigoSolicitacao } : {};
}

function titleOf({ boleto, pix }: Charge) {
  if (!boleto) return undefined;
  const { nossoNumero, codigoBarras, linhaDigitavel } = boleto;
  return {
    codigoBarras,
    linhaDigitavel,
    ...(nossoNumero && { nossoNumero: nossoNumero.padStart(11, "0") }),
    ...(pix && { pixCopiaECola: pix.pixCopiaECola }),
  };
}
