import { isoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import type { SicoobTitle } from "./sicoob-answers.ts";

/**
 * Converts the situation of a boleto to our answer. Sicoob has no situation "in registration", and does not return the
 * amount paid, so the amount due on that day is assumed.
 */
export function titleAnswer(title: SicoobTitle, now: Date): BankAnswer {
  const { situacaoBoleto, codigoBarras, linhaDigitavel, qrCode, listaHistorico } = title;
  const situation = situacaoBoleto ?? "";
  if (/liquidado/i.test(situation)) {
    const paid = listaHistorico?.findLast(({ tipoHistorico, descricaoHistorico }) =>
      /liquida/i.test(`${tipoHistorico} ${descricaoHistorico}`),
    );
    return { kind: "paid", paidOn: parseIsoDate(paid?.dataHistorico.slice(0, 10) ?? "") ?? isoDate(localDate(now)) };
  }
  if (/baixado/i.test(situation)) return { kind: "closed", reason: "Baixado no Sicoob" };
  if (!/em aberto/i.test(situation)) return { kind: "unknown" };
  return {
    kind: "registered",
    title: { codigoBarras, linhaDigitavel, ...(qrCode && { pixCopiaECola: qrCode }) },
  };
}
