import { z } from "zod";
import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import type { ListedPayment, PaymentList } from "../../core/registration/bank-answer.ts";
import type { BankClient } from "../rest/create-bank-client.ts";
import { amount, optional, text } from "../rest/fields.ts";
import { listedPayment } from "../rest/listed-payment.ts";
import { bbDate, list, parseBbDate } from "./bb-answers.ts";
import type { BbSettings } from "./bb-settings.ts";

type Bank = { call: BankClient; account: BankWalletRecord["account"]; settings: BbSettings };
type Period = { from: IsoDate; to: IsoDate };
/** One page of payments; `next` is where the bank goes on. */
type Page =
  | { kind: "page"; payments: readonly ListedPayment[]; next?: number }
  | Exclude<PaymentList, { kind: "later" }>;

const mostPages = 100;

/**
 * Lists the payments that Banco do Brasil booked in a period: from the movements of the convênio where the bank has
 * enabled them, otherwise from the list of settled titles. Neither contains what was only announced (baixa
 * operacional).
 */
export async function listPayments(bank: Bank, period: Period): Promise<PaymentList> {
  const readPage = bank.settings.listaDeMovimentos ? readMovements : readSettled;
  const payments: ListedPayment[] = [];
  for (let page = 0, next: number | undefined = undefined; page < mostPages; page++) {
    const read: Page = await readPage(bank, period, next);
    if (read.kind !== "page") return read;
    payments.push(...read.payments);
    if (read.next === undefined) return { kind: "payments", payments };
    next = read.next;
  }
  return { kind: "unknown" };
}

const settledState = 6;

async function readSettled({ call, account, settings }: Bank, { from, to }: Period, indice?: number): Promise<Page> {
  const called = await call({
    method: "GET",
    purpose: "payments",
    path: "/boletos",
    query: {
      indicadorSituacao: "B",
      agenciaBeneficiario: Number(account.agencia),
      contaBeneficiario: Number(account.conta),
      carteiraConvenio: Number(account.carteira),
      variacaoCarteiraConvenio: settings.variacao,
      codigoEstadoTituloCobranca: settledState,
      dataInicioMovimento: bbDate(from),
      dataFimMovimento: bbDate(to),
      indice,
    },
  });
  if (called.kind !== "answer") return called;
  if (called.status === 404) return emptyPage(indice === undefined);
  const { data } = list.safeParse(called.json);
  if (called.status >= 300 || !data) return { kind: "unknown" };
  const payments: ListedPayment[] = [];
  for (const { numeroBoletoBB: id, valorPago, dataMovimento } of data.boletos) {
    payments.push({ ...namesOf(id), ofTitle: true, ...listedPayment(parseBbDate(dataMovimento), valorPago, to) });
  }
  return pageOf(payments, data.indicadorContinuidade, data.proximoIndice);
}

const movements = z.object({
  indicadorContinuidade: z.enum(["S", "N"]),
  numeroUltimoRegistro: z.coerce.number().nullish(),
  listaRegistro: z.array(
    z.object({
      numeroTituloCobranca: z.string(),
      codigoComandoAcao: z.coerce.number(),
      naturezaRecebimento: optional(z.coerce.number()),
      valorRecebido: amount,
      dataLiquidacaoBoleto: text,
      dataMovimentoRetorno: text,
    }),
  ),
});
/** Commands (codigoComandoAcao) of a payment: without registration, normal, partial, rest, at the notary, by PIX. */
const paymentCommands = [5, 6, 7, 8, 15, 46];
/** Payments by a cheque that is not cleared yet (naturezaRecebimento). */
const unclearedCheques = [4, 10, 11];
const registersAPage = 1000;

async function readMovements({ call, account, settings }: Bank, { from, to }: Period, first = 1): Promise<Page> {
  const called = await call({
    method: "POST",
    purpose: "payments",
    path: `/convenios/${account.beneficiario}/listar-retorno-movimento`,
    body: {
      dataMovimentoRetornoInicial: bbDate(from),
      dataMovimentoRetornoFinal: bbDate(to),
      codigoPrefixoAgencia: Number(account.agencia),
      numeroContaCorrente: Number(account.conta),
      numeroCarteiraCobranca: Number(account.carteira),
      numeroVariacaoCarteiraCobranca: settings.variacao,
      numeroRegistroPretendido: first,
      quantidadeRegistroPretendido: registersAPage,
    },
  });
  if (called.kind !== "answer") return called;
  if (called.status === 404) return emptyPage(first === 1);
  const { data } = movements.safeParse(called.json);
  if (called.status >= 300 || !data) return { kind: "unknown" };
  const payments: ListedPayment[] = [];
  for (const one of data.listaRegistro) {
    const isCheque = unclearedCheques.includes(one.naturezaRecebimento ?? 0);
    if (!paymentCommands.includes(one.codigoComandoAcao) || isCheque) continue;
    const paidOn = parseBbDate(one.dataLiquidacaoBoleto) ?? parseBbDate(one.dataMovimentoRetorno);
    payments.push({ ...namesOf(one.numeroTituloCobranca), ...listedPayment(paidOn, one.valorRecebido, to) });
  }
  const last = data.numeroUltimoRegistro;
  return pageOf(payments, data.indicadorContinuidade, last == null ? last : last + 1);
}

/** The API's way to return an empty list; a list that went on cannot be empty. */
const emptyPage = (isFirst: boolean): Page => (isFirst ? { kind: "page", payments: [] } : { kind: "unknown" });

/** Numbers of a title in the form that `ListedPayment` wants: the bank's 20 digits end with the nosso número. */
const namesOf = (id: string) => ({ bankReference: id, nossoNumero: id.slice(-10).replace(/^0+/, "") });

function pageOf(payments: readonly ListedPayment[], more: "S" | "N", next: number | null | undefined): Page {
  if (more === "N") return { kind: "page", payments };
  // More is said to follow, and not where: the list would have a gap.
  return next == null ? { kind: "unknown" } : { kind: "page", payments, next };
}
