import type { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type bbIssue, dotted, isoOf } from "./bb-issue.ts";
import { localDay } from "./booked-at.ts";

/** A boleto in Banco do Brasil's books. */
export type BbTitle = z.infer<typeof bbIssue> & {
  id: string;
  enteredAt: number;
  /** The state that it has, and what becomes of it in the night. */
  state?: number;
  closing?: number;
  /** Somebody paid it; `bookedAt` is absent if the bank never books it by itself. */
  payment?: { paidAt: number; bookedAt?: number; reais: number };
};

const settled = 6;
/** States in which the bank says what was paid, and when. */
const tellsPayment = [6, 7, 10, 11, 12, 16, 18, 19];
/** Settled, withdrawn or protested: in the list of those that are over. */
const over = [5, 6, 7, 9];

/** The state at a time: 80 at first, then normal, in settlement once paid, settled once booked. */
export function stateOf({ state, payment, enteredAt }: BbTitle, now: number, registrationMs: number): number {
  if (payment?.bookedAt !== undefined && payment.bookedAt <= now) return settled;
  return state ?? (now >= enteredAt + registrationMs ? 1 : 80);
}

/** Whether a title is among the ones that are over, or still open. */
export const situationOf = (state: number): "A" | "B" => (over.includes(state) ? "B" : "A");

const barsOfTitle = ({ id, dataVencimento, valorOriginal }: BbTitle) =>
  barsOf("001", { dueDate: isoOf(dataVencimento), cents: Math.round(valorOriginal * 100) }, `000000${id.slice(3)}17`);

/** The answer to the request that enters a title. */
export function enteredTitle(title: BbTitle, hasPix: boolean) {
  const { codigoBarras, linhaDigitavel } = barsOfTitle(title);
  return {
    numero: title.id,
    numeroCarteira: 17,
    numeroVariacaoCarteira: title.numeroVariacaoCarteira,
    codigoCliente: 704950857,
    linhaDigitavel,
    codigoBarraNumerico: codigoBarras,
    numeroContratoCobranca: 19581316,
    qrCode: { url: "", txId: "", emv: hasPix ? pixOf(`bb${title.id}`) : "" },
    observacao: "",
  };
}

/** The details of a title. */
export function shownTitle(title: BbTitle, state: number) {
  const { codigoBarras, linhaDigitavel } = barsOfTitle(title);
  const payment = tellsPayment.includes(state) ? title.payment : undefined;
  return {
    codigoLinhaDigitavel: linhaDigitavel,
    textoCodigoBarrasTituloCobranca: codigoBarras,
    numeroTituloCedenteCobranca: title.numeroTituloBeneficiario,
    codigoEstadoTituloCobranca: state,
    codigoTipoBaixaTitulo: title.closing ?? 0,
    dataVencimentoTituloCobranca: title.dataVencimento,
    valorOriginalTituloCobranca: title.valorOriginal,
    valorPagoSacado: payment && state !== 18 ? payment.reais : 0,
    valorPagamentoParcialTitulo: payment && state === 18 ? payment.reais : 0,
    dataRecebimentoTitulo: title.payment ? dotted(localDay(title.payment.paidAt)) : "",
    dataCreditoLiquidacao: payment ? dotted(localDay(payment.bookedAt ?? payment.paidAt)) : "",
  };
}

/** A title in the list. */
export function listedTitle(title: BbTitle, state: number) {
  const moved = title.payment?.bookedAt ?? title.enteredAt;
  return {
    numeroBoletoBB: title.id,
    dataRegistro: dotted(localDay(title.enteredAt)),
    dataVencimento: title.dataVencimento,
    dataMovimento: dotted(localDay(moved)),
    valorOriginal: title.valorOriginal,
    valorPago: state === settled ? (title.payment?.reais ?? 0) : 0,
    codigoEstadoTituloCobranca: state,
    carteiraConvenio: 17,
    variacaoCarteiraConvenio: title.numeroVariacaoCarteira,
  };
}

/** A title among the movements of a convênio: 6 is a payment, 2 a registration. */
export function movementOf(title: BbTitle, command: 2 | 6) {
  const { payment } = title;
  return {
    dataMovimentoRetorno: dotted(localDay(command === 6 ? (payment?.bookedAt ?? 0) : title.enteredAt)),
    numeroConvenio: title.numeroConvenio,
    numeroTituloCobranca: title.id,
    codigoComandoAcao: command,
    numeroCarteiraCobranca: 17,
    valorBoleto: title.valorOriginal,
    valorRecebido: command === 6 ? (payment?.reais ?? 0) : 0,
    naturezaRecebimento: command === 6 ? 1 : 0,
    dataLiquidacaoBoleto: command === 6 && payment ? dotted(localDay(payment.paidAt)) : "",
  };
}
