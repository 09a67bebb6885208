import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { pollAt } from "../rest/poll-again.ts";
import { type Detail, parseBbDate } from "./bb-answers.ts";

/** The bank caches its answer for 30 s. */
const firstPollMs = 31_000;

/** What each `codigoEstadoTituloCobranca` means, from the bank's OpenAPI file 2.17; others are unknown. */
const registered = [1, 2, 3, 4, 5, 8, 9, 13];
/** Em liquidação, agendado, pago em cheque (it may bounce), agendado Compe: taken from the payer, not booked yet. */
const announced = [14, 15, 17, 21];
const paid = [6, 10, 11, 12, 16];
const partlyPaid = [18, 19];
const closed = 7;
const inRegistration = 80;

/** What a `codigoTipoBaixaTitulo` of a closed title means. "Liquidado anteriormente" is money. */
const paidBefore = 31;
const closedReasons: Readonly<Record<number, string>> = {
  12: "O prazo de pagamento terminou no Banco do Brasil",
  13: "O prazo de pagamento terminou no Banco do Brasil",
  15: "Protestado pelo Banco do Brasil",
};

/** Converts the state of a title to our answer. */
export function detailAnswer(title: Detail, id: string, lookUps: number, now: Date): BankAnswer {
  const { codigoEstadoTituloCobranca: state, codigoTipoBaixaTitulo: closing } = title;
  if (state === inRegistration)
    return { kind: "processing", bankReference: id, nextLookUpAt: pollAt({ lookUps }, now, firstPollMs) };
  if (registered.includes(state)) return registeredAnswer(title, id);
  if (announced.includes(state)) {
    const answer = registeredAnswer(title, id);
    return answer.kind === "registered" ? { ...answer, paymentAnnounced: true } : answer;
  }
  if (paid.includes(state) || (state === closed && closing === paidBefore))
    return paidAnswer(title, title.valorPagoSacado, now);
  if (partlyPaid.includes(state)) {
    const amountCents = title.valorPagamentoParcialTitulo || title.valorPagoSacado;
    // Without its amount a part would count as the whole.
    return amountCents ? paidAnswer(title, amountCents, now) : { kind: "unknown" };
  }
  if (state === closed) return { kind: "closed", reason: closedReasons[closing ?? 0] ?? "Baixado no Banco do Brasil" };
  return { kind: "unknown" };
}

function registeredAnswer(title: Detail, id: string): BankAnswer {
  const { textoCodigoBarrasTituloCobranca: codigoBarras, codigoLinhaDigitavel } = title;
  if (!codigoBarras || !codigoLinhaDigitavel) return { kind: "unknown" };
  return {
    kind: "registered",
    bankReference: id,
    title: {
      nossoNumero: id.slice(-10),
      codigoBarras,
      linhaDigitavel: codigoLinhaDigitavel.replace(/\D/g, ""),
    },
  };
}

function paidAnswer(title: Detail, amountCents: number | null | undefined, now: Date): BankAnswer {
  return {
    kind: "paid",
    paidOn:
      parseBbDate(title.dataRecebimentoTitulo) ?? parseBbDate(title.dataCreditoLiquidacao) ?? localDate(now, brasilia),
    ...(amountCents && { amountCents }),
  };
}
