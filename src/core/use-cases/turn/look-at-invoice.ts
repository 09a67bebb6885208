import { bankName } from "../../billing/bank-names.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import type { Offers } from "../../billing/offers/offers.ts";
import type { BankOptions, InvoiceLook, OfferLine } from "../../conversation/turn.ts";
import { type Access, maySee } from "../../identity/access.ts";
import type { TurnRecords } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import { expireBoleto } from "../boletos/expire-boleto.ts";
import { boletoCard } from "./boleto-card.ts";
import { invoiceLineOf } from "./invoice-line.ts";
import { offerLine, offersOf } from "./offers-of.ts";

/** Which invoice is looked at, for whom and what for. */
export interface LookRequest {
  invoiceId: string;
  access: Access;
  now: Date;
  /** A bank is about to be chosen: the operator is told where none is on offer. */
  choosing?: boolean;
  /** A boleto in registration is about to be promised: it is read under the invoice's lock, held until the transaction's end. */
  promising?: boolean;
}

/**
 * Looks at an invoice for a proven subscriber, in a chat or in the Central: what it costs, its living boleto, the banks
 * on offer. Undefined for an invoice that this access does not cover, whatever led there. A boleto that no bank takes
 * any more is expired first, though the morning's job has not come.
 */
export async function lookAtInvoice(
  records: Pick<TurnRecords, "invoiceCase" | "writes">,
  request: LookRequest,
): Promise<InvoiceLook | undefined> {
  const { choosing = false, now } = request;
  const invoiceCase = await currentCase(records, request);
  if (!invoiceCase) return undefined;
  const { invoice, living, bankWallets, refusedBankWalletIds } = invoiceCase;
  const offers = offersOf(invoiceCase, now);
  if (choosing && offers.kind === "none" && !living && invoice.status === "open")
    await records.writes().addEvent("offers.none", { invoiceId: invoice.externalId, reasons: offers.reasons }, now);
  const refused = bankWallets.find(({ id }) => id === refusedBankWalletIds.at(-1));
  return {
    invoice: invoiceLineOf(invoiceCase, now),
    ...(living && { living: boletoCard(living, invoiceCase, now) }),
    options: bankOptions(offers, banksInTrouble(invoiceCase, now)),
    ...(refused && !living && { refusedBy: bankName(refused.bankCode) }),
  };
}

/** The banks that may be chosen, also where there is only one. */
export const offersIn = (options: BankOptions): readonly OfferLine[] =>
  options.kind === "choose" ? options.offers : options.kind === "only" ? [options.offer] : [];

async function currentCase(
  records: Pick<TurnRecords, "invoiceCase" | "writes">,
  { invoiceId, access, now, promising = false }: LookRequest,
): Promise<InvoiceCase | undefined> {
  // Each time it is read: its contract may have gone to somebody else in between.
  const own = (read: InvoiceCase | undefined) => (read && maySee(access, read.contract) ? read : undefined);
  const today = localDate(now);
  const isOver = (boleto: BoletoRecord) => boleto.status === "payable" && boleto.payableUntil < today;
  const isLocked = (boleto: BoletoRecord) => isOver(boleto) || (promising && boleto.status === "registering");

  const seen = own(await records.invoiceCase(invoiceId));
  if (!seen?.living || !isLocked(seen.living)) return seen;
  const locked = own(await records.writes().invoiceCase(invoiceId, true));
  if (!locked?.living || !isOver(locked.living)) return locked;
  await expireBoleto(records.writes(), locked.living.id, { today, now });
  return own(await records.invoiceCase(invoiceId));
}

function bankOptions(offers: Offers, inTrouble: readonly string[]): BankOptions {
  if (offers.kind === "choose") return { kind: "choose", offers: offers.offers.map(offerLine), inTrouble };
  if (offers.kind === "none") return { kind: "none", inTrouble };
  return { kind: "only", offer: offerLine(offers.offer), because: offers.because, inTrouble };
}

/** The wallet's banks that are left out for nothing but their own trouble. */
const banksInTrouble = ({ wallet, bankWallets }: InvoiceCase, now: Date): string[] =>
  bankWallets
    .filter(({ id, active }) => active && wallet?.bankWalletIds.includes(id))
    .filter(({ inTroubleUntil }) => inTroubleUntil && inTroubleUntil > now)
    .map(({ name }) => name);
