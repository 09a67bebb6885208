import { type IsoDate, isoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import type { SicoobTitle } from "./sicoob-answers.ts";

/** Converts the situation of a boleto to our answer. Sicoob has no situation "in registration". */
export function titleAnswer(title: SicoobTitle, now: Date): BankAnswer {
  const { codigoBarras, linhaDigitavel, qrCode, descricaoRejeicaoPix } = title;
  const situation = title.situacaoBoleto ?? "";
  if (/liquidado/i.test(situation)) return { kind: "paid", ...paymentOf(title, isoDate(localDate(now, brasilia))) };
  if (/baixado/i.test(situation)) return { kind: "closed", reason: "Baixado no Sicoob" };
  if (!/em aberto/i.test(situation) || !codigoBarras || !linhaDigitavel) return { kind: "unknown" };
  return {
    kind: "registered",
    title: {
      codigoBarras,
      linhaDigitavel,
      ...(qrCode && { pixCopiaECola: qrCode }),
      ...(!qrCode && descricaoRejeicaoPix && { pixRefused: descricaoRejeicaoPix }),
    },
  };
}

/**
 * Type of the history entry of a payment; 1 is the registration, 4 the bank's fee for a payment, which is dated later.
 * Source: ACBr, ACBrBoletoRet_Sicoob_V3; the bank's file describes the types in no place.
 */
const paymentType = 6;

/** Returns the day and, where the entry's text tells it, the amount. Without such an entry it was paid `today`. */
function paymentOf({ listaHistorico }: SicoobTitle, today: IsoDate): { paidOn: IsoDate; amountCents?: number } {
  const payment = listaHistorico?.findLast(({ tipoHistorico }) => Number(tipoHistorico) === paymentType);
  const amountCents = centsIn(payment?.descricaoHistorico ?? "");
  return {
    paidOn: parseIsoDate(payment?.dataHistorico?.slice(0, 10) ?? "") ?? today,
    ...(amountCents !== undefined && { amountCents }),
  };
}

/** Returns the amount in a text such as "LIQUIDAÇÃO - R$ 1.407,41"; undefined if there is none or several differ. */
function centsIn(text: string): number | undefined {
  const amounts = [...text.matchAll(/R\$\s*(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})(?!\d)/g)].map(
    ([, reais = "", cents = ""]) => Number(reais.replaceAll(".", "") + cents),
  );
  return new Set(amounts).size === 1 && amounts[0] !== 0 ? amounts[0] : undefined;
}
