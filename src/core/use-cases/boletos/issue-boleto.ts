import { localDate } from "../../billing/calendar/local-time.ts";
import { payableUntil } from "../../billing/calendar/payment-day.ts";
import { type Offer, offeredOf } from "../../billing/offers/offers.ts";
import { promisedAt } from "../../billing/offers/registration-promise.ts";
import type { BoletoCard } from "../../conversation/turn.ts";
import type { Records } from "../../ports.ts";
import type { BankWalletRecord, NewBoleto } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import { boletoCard } from "../turn/boleto-card.ts";
import { offersOf } from "../turn/offers-of.ts";
import { cancelLiving } from "./cancel-living.ts";
import { awaitedWord, expireBoleto, isPastLastDay } from "./expire-boleto.ts";
import { numberBoleto } from "./number-boleto.ts";
import { slipOf } from "./slip-of.ts";
import { tellReplaced } from "./tell-replaced.ts";

/** Request for a new boleto. */
export interface IssueRequest {
  invoiceId: string;
  bankWalletId: string;
  /** The living boleto to be replaced, as confirmed by the subscriber. */
  replacing?: string;
  chatId?: string;
  /** Nobody waits for it: made ahead of time. */
  isAhead?: boolean;
  now: Date;
  demo: boolean;
}

/**
 * Issues a boleto for an invoice at one of the banks on offer: its row, its nosso número and its registration job in
 * the caller's transaction. Returns an existing living boleto instead, unless that is the one to be replaced. Returns
 * undefined if the invoice is no longer open, its payment is announced or may have been made on the last day of its
 * boleto, or the bank is no longer on offer.
 */
export async function issueBoleto(records: Records, request: IssueRequest): Promise<BoletoCard | undefined> {
  const { invoiceId, bankWalletId, chatId, now } = request;
  const invoiceCase = await records.invoiceCase(invoiceId, true);
  if (invoiceCase?.invoice.status !== "open" || invoiceCase.announced) return undefined;
  const today = localDate(now, invoiceCase.zone);
  if (awaitedWord(invoiceCase, today)) return undefined;
  const isPast = invoiceCase.living && isPastLastDay(invoiceCase.living, today);
  const living = isPast ? undefined : invoiceCase.living;
  if (living && (living.id !== request.replacing || living.bankWalletId === bankWalletId)) {
    if (living.status === "registering" && chatId !== undefined) await records.watchBoleto(living.id, chatId, now);
    return boletoCard(living, invoiceCase, now);
  }

  const offered = offeredOf(offersOf(invoiceCase, now));
  const offer = offered.find((one) => one.bankWalletId === bankWalletId);
  const bank = invoiceCase.bankWallets.find(({ id }) => id === bankWalletId);
  if (!offer || !bank) return undefined;

  if (isPast && invoiceCase.living) await expireBoleto(records, invoiceCase.living.id, { today, now });
  if (living) await cancelLiving(records, living, now);
  const boleto = await newBoleto(records, invoiceCase, bank, offer, request);
  const id = await records.insertBoleto(boleto, chatId);
  await records.changeInvoice(invoiceId, { lockedBankWalletId: bankWalletId });
  await records.enqueue({ name: "register-boleto", boletoId: id, isAwaited: !request.isAhead });
  await records.addEvent(
    "boleto.issued",
    { invoiceId: invoiceCase.invoice.externalId, boletoId: id, bankCode: bank.bankCode },
    now,
  );
  const card = boletoCard({ ...boleto, id, unconfirmed: false, lookUps: 0 }, invoiceCase, now);
  if (living) await tellReplaced(records, { from: boletoCard(living, invoiceCase, now), to: card }, request);
  return card;
}

async function newBoleto(
  records: Records,
  invoiceCase: InvoiceCase,
  bank: BankWalletRecord,
  { terms, promise }: Offer,
  { now, demo }: IssueRequest,
): Promise<NewBoleto> {
  const today = localDate(now, invoiceCase.zone);
  const boleto = bank.bankNumbers ? undefined : await numberBoleto(records, bank, terms, today);
  return {
    invoiceId: invoiceCase.invoice.id,
    bankWalletId: bank.id,
    bankCode: bank.bankCode,
    status: "registering",
    ...(boleto && {
      nossoNumero: boleto.nossoNumero,
      campoLivre: boleto.campoLivre,
      codigoBarras: boleto.codigoBarras,
      linhaDigitavel: boleto.linhaDigitavel,
    }),
    amountCents: terms.amountCents,
    dueDate: terms.dueDate,
    principalCents: terms.principalCents,
    multaCents: terms.multaCents,
    jurosCents: terms.jurosCents,
    multaBasisPoints: terms.multaBasisPoints,
    jurosPerDayCents: terms.jurosPerDayCents,
    jurosBasisPointsMonth: terms.jurosBasisPointsMonth ?? 0,
    payableUntil: payableUntil(terms.dueDate, bank.daysAfterDue, invoiceCase.localHolidays),
    slip: slipOf({ ...(boleto && { boleto }), terms, bank, invoiceCase, today, demo }),
    issuedAt: now,
    promisedAt: promisedAt(promise, invoiceCase.zone),
  };
}
