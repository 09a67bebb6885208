import { bankName } from "../../billing/bank-names.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import type { Offers } from "../../billing/offers/offers.ts";
import type { AwaitedBank, BankOptions, InvoiceLook, OfferLine } from "../../conversation/turn.ts";
import { type Access, maySee } from "../../identity/access.ts";
import type { TurnRecords } from "../../ports.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import { type AwaitedWord, awaitedWord, isPastLastDay } from "../boletos/expire-boleto.ts";
import { boletoCard } from "./boleto-card.ts";
import { invoiceLineOf } from "./invoice-line.ts";
import { cheapestOf } from "./list-invoices.ts";
import { offerLine, offersOf } from "./offers-of.ts";

/** Which invoice to look at, for whom, and for what. */
export interface LookRequest {
  invoiceId: string;
  access: Access;
  now: Date;
  /** A bank is about to be chosen. If none is on offer, the operator is told. */
  choosing?: boolean;
  /**
   * The boleto in registration is about to be promised. So it is read while the invoice is locked, and the lock is held
   * until the commit.
   */
  promising?: boolean;
}

/**
 * Returns an invoice as a proven subscriber sees it, in a chat or in the Central: its amount, its living boleto and the
 * banks on offer. Returns undefined if the access does not include the invoice. A boleto whose last day to pay has
 * passed is not shown, even if it has not expired yet; `awaiting` says until when its bank may still report a payment.
 */
export async function lookAtInvoice(
  records: Pick<TurnRecords, "invoiceCase" | "writes">,
  request: LookRequest,
): Promise<InvoiceLook | undefined> {
  const { choosing = false, now } = request;
  const found = await currentCase(records, request);
  if (!found) return undefined;
  const today = localDate(now, found.zone);
  const awaited = awaitedWord(found, today);
  const invoiceCase = withoutPast(found, today);
  const { invoice, living, bankWallets, refusedBankWalletIds, announced } = invoiceCase;
  const offers = offersOf(invoiceCase, now);
  if (choosing && offers.kind === "none" && !living && !announced && !awaited && invoice.status === "open")
    await records.writes().addEvent("offers.none", { invoiceId: invoice.externalId, reasons: offers.reasons }, now);
  const refused = bankWallets.find(({ id }) => id === refusedBankWalletIds.at(-1));
  return {
    invoice: invoiceLineOf({ ...invoiceCase, announced: announced !== undefined }, now, cheapestOf(offers)),
    ...(living && { living: boletoCard(living, invoiceCase, now) }),
    options: bankOptions(offers, banksInTrouble(invoiceCase, now)),
    ...(announced && { announcedBy: bankName(announced.bankCode) }),
    ...(awaited && { awaiting: awaitingOf(awaited) }),
    ...(refused && !living && { refusedBy: bankName(refused.bankCode) }),
  };
}

/** Returns the banks that may be chosen, even if there is only one. */
export const offersIn = (options: BankOptions): readonly OfferLine[] =>
  options.kind === "choose" ? options.offers : options.kind === "only" ? [options.offer] : [];

async function currentCase(
  records: Pick<TurnRecords, "invoiceCase" | "writes">,
  { invoiceId, access, promising = false }: LookRequest,
): Promise<InvoiceCase | undefined> {
  // Checked after every read, because meanwhile the contract may have passed to somebody else.
  const ifVisible = (read: InvoiceCase | undefined) => (read && maySee(access, read.contract) ? read : undefined);
  const seen = ifVisible(await records.invoiceCase(invoiceId));
  const isLocked = promising && seen?.living?.status === "registering";
  return isLocked ? ifVisible(await records.writes().invoiceCase(invoiceId, true)) : seen;
}

function withoutPast(invoiceCase: InvoiceCase, today: IsoDate): InvoiceCase {
  if (!invoiceCase.living || !isPastLastDay(invoiceCase.living, today)) return invoiceCase;
  const { living, ...rest } = invoiceCase;
  return rest;
}

const awaitingOf = ({ boleto, wordOn }: AwaitedWord): AwaitedBank => ({
  bankName: bankName(boleto.bankCode),
  lastDay: boleto.payableUntil,
  wordOn,
});

function bankOptions(offers: Offers, inTrouble: readonly string[]): BankOptions {
  if (offers.kind === "choose") return { kind: "choose", offers: offers.offers.map(offerLine), inTrouble };
  if (offers.kind === "none") return { kind: "none", inTrouble };
  return { kind: "only", offer: offerLine(offers.offer), because: offers.because, inTrouble };
}

/** Returns the names of the active banks of the wallet that are left out because they are in trouble. */
const banksInTrouble = ({ wallet, bankWallets }: InvoiceCase, now: Date): string[] =>
  bankWallets
    .filter(({ id, active }) => active && wallet?.bankWalletIds.includes(id))
    .filter(({ inTroubleUntil }) => inTroubleUntil && inTroubleUntil > now)
    .map(({ name }) => name);
