import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import { pollAt } from "../rest/poll-again.ts";
import { type Detail, parseBbDate } from "./bb-answers.ts";

/** The bank caches its answer for 30 s. */
const firstPollMs = 31_000;

const registered = [1, 2, 3, 4, 5, 8, 9, 13, 14, 15, 21];
const paid = [6, 10, 11, 12, 16, 17, 18, 19];

/** Converts the state of a title to our answer. "Em liquidação" and "agendado" do not count as paid yet. */
export function detailAnswer(title: Detail, id: string, lookUps: number, now: Date): BankAnswer {
  const { codigoEstadoTituloCobranca: state } = title;
  if (state === 80)
    return { kind: "processing", bankReference: id, nextLookUpAt: pollAt({ lookUps }, now, firstPollMs) };
  if (registered.includes(state))
    return {
      kind: "registered",
      bankReference: id,
      title: {
        nossoNumero: id.slice(-10),
        codigoBarras: title.textoCodigoBarrasTituloCobranca,
        linhaDigitavel: title.codigoLinhaDigitavel.replace(/\D/g, ""),
      },
    };
  if (state === 7) return { kind: "closed", reason: "Baixado no Banco do Brasil" };
  if (!paid.includes(state)) return { kind: "unknown" };
  const { valorPagoSacado: amountCents } = title;
  return {
    kind: "paid",
    paidOn: parseBbDate(title.dataRecebimentoTitulo) ?? parseBbDate(title.dataCreditoLiquidacao) ?? localDate(now),
    ...(amountCents && { amountCents }),
  };
}
