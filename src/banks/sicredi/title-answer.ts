import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import type { SicrediTitle } from "./sicredi-answers.ts";

/** Situations in which a boleto can be paid. */
const open = new Set(["EM CARTEIRA", "EM CARTEIRA PIX", "VENCIDO", "NEGATIVADO", "PROTESTADO", "EM CARTORIO"]);

/** Converts the situation of a boleto to our answer. Sicredi has no situation "in registration". */
export function titleAnswer(
  { situacao, codigoBarras, linhaDigitavel, codigoQrCode, dadosLiquidacao }: SicrediTitle,
  now: Date,
): BankAnswer {
  if (situacao.startsWith("LIQUIDADO")) {
    const { data, valor } = dadosLiquidacao ?? {};
    return { kind: "paid", paidOn: data ?? localDate(now, brasilia), ...(valor != null && { amountCents: valor }) };
  }
  if (situacao.startsWith("BAIXADO")) return { kind: "closed", reason: `${situacao} no Sicredi` };
  if (situacao === "REJEITADO") return { kind: "refused", reason: "REJEITADO no Sicredi" };
  if (!open.has(situacao) || !codigoBarras || !linhaDigitavel) return { kind: "unknown" };
  return {
    kind: "registered",
    title: { codigoBarras, linhaDigitavel, ...(codigoQrCode && { pixCopiaECola: codigoQrCode }) },
  };
}
