import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { joinReasons } from "../rest/fit.ts";
import { pollAt } from "../rest/poll-again.ts";
import type { Charge } from "./inter-answers.ts";

/** The bank says that registration takes about five minutes; its webhook usually arrives before most polls. */
const firstPollMs = 20_000;

/** Converts the situation of a charge to our answer. */
export function chargeAnswer({ cobranca, boleto, pix }: Charge, lookUps: number, now: Date): BankAnswer {
  const { situacao, codigoSolicitacao: bankReference } = cobranca;
  const processing: BankAnswer = {
    kind: "processing",
    bankReference,
    nextLookUpAt: pollAt({ lookUps }, now, firstPollMs),
  };
  switch (situacao) {
    case "EM_PROCESSAMENTO":
      return processing;
    case "A_RECEBER":
    case "ATRASADO":
    case "PROTESTO": {
      if (!boleto) return processing;
      const { nossoNumero, codigoBarras, linhaDigitavel } = boleto;
      const title = {
        codigoBarras,
        linhaDigitavel,
        ...(nossoNumero !== undefined && { nossoNumero: nossoNumero.padStart(11, "0") }),
        ...(pix && { pixCopiaECola: pix.pixCopiaECola }),
      };
      return { kind: "registered", bankReference, title };
    }
    case "RECEBIDO":
    case "MARCADO_RECEBIDO": {
      const { valorTotalRecebido: amountCents, dataSituacao: paidOn = localDate(now) } = cobranca;
      return { kind: "paid", paidOn, ...(amountCents !== undefined && { amountCents }) };
    }
    case "FALHA_EMISSAO":
      return { kind: "refused", reason: "FALHA_EMISSAO" };
    case "CANCELADO":
    case "EXPIRADO":
      return { kind: "closed", reason: joinReasons([situacao, cobranca.motivoCancelamento ?? undefined], situacao) };
  }
}
