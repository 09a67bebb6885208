import { apiLimits, takesMonthlyJuros } from "../bank-apis.ts";
import type { BankCode } from "../bank-code.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import { localDate } from "../calendar/local-time.ts";
import type { Place } from "../calendar/place.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import type { InvoiceStatus, InvoiceTerms } from "../invoices/invoice.ts";
import type { BoletoTerms } from "../money/boleto-terms.ts";
import { newBoletoTerms } from "../money/due-date.ts";
import { type BankObstacle, bankObstacle } from "./bank-obstacle.ts";
import type { BankWallet } from "./bank-wallet.ts";
import { type RegistrationPromise, registrationPromise } from "./registration-promise.ts";
import type { Wallet } from "./wallet.ts";

/** Opção de banco: a bank wallet through which an invoice can be paid now, and the terms of its boleto. */
export interface Offer {
  bankWalletId: string;
  bankCode: BankCode;
  /** The bank's spoken name. */
  name: string;
  terms: BoletoTerms;
  promise: RegistrationPromise;
}

/** Reason, for the operator, why an invoice has no offer, or why one bank wallet offers none. */
export type NoOffer =
  | { reason: "invoice-not-open" | "payment-announced" | "no-wallet" | "wallet-inactive" | "other-branch" | "no-banks" }
  | { reason: BankObstacle | "just-refused" | "payer-address" | "payer-document" | "unknown"; bankWalletId: string };

/** The banks for an invoice: several to choose from, one without a choice, or none and why. Lists are never empty. */
export type Offers =
  | { kind: "choose"; offers: readonly Offer[] }
  | { kind: "only"; offer: Offer; because: "single" | "bank-wallet" | "locked" }
  | { kind: "none"; reasons: readonly NoOffer[] };

/** Returns the offers as a list; empty if there is none. */
export function offeredOf(offers: Offers): readonly Offer[] {
  if (offers.kind === "choose") return offers.offers;
  return offers.kind === "only" ? [offers.offer] : [];
}

/** State of the choice of bank for one invoice. */
export interface Choice {
  /** A bank refused the boleto: the choice is open again, whatever the lock says. */
  reopened: boolean;
  /** The bank of its living or last boleto, which it keeps once the choice has closed. */
  lockedBankWalletId?: string;
}

/** Everything that the offers depend on. The place is the contract's. */
export interface OfferRequest extends Place {
  invoice: InvoiceTerms & { status: InvoiceStatus };
  contract: ContractTerms & { branch?: string };
  wallet: Wallet | undefined;
  /** At least those of the wallet; others are ignored. */
  bankWallets: readonly BankWallet[];
  now: Date;
  choice?: Choice;
  /** A bank announced the payment of the invoice. */
  announced?: boolean;
  /** The subscriber's address is complete, as bank APIs require. */
  addressKnown?: boolean;
  /** CPF or CNPJ of the subscriber, normalised. */
  payerDocument?: string;
  /** Bank wallets that have just refused this invoice. */
  refusedBankWalletIds?: readonly string[];
}

/** Returns the banks through which an invoice can be paid now, in the wallet's order. */
export function offersFor(request: OfferRequest): Offers {
  const { wallet } = request;
  if (request.invoice.status !== "open") return { kind: "none", reasons: [{ reason: "invoice-not-open" }] };
  if (request.announced) return { kind: "none", reasons: [{ reason: "payment-announced" }] };
  if (!wallet) return { kind: "none", reasons: [{ reason: "no-wallet" }] };
  if (!wallet.active) return { kind: "none", reasons: [{ reason: "wallet-inactive" }] };
  if (wallet.branchCheck && wallet.branchCheck.branch !== request.contract.branch)
    return { kind: "none", reasons: [{ reason: "other-branch" }] };

  const locked = lockedBank(request, wallet);
  const candidates = locked === undefined ? wallet.bankWalletIds : [locked];
  const answers = candidates.map((id) => offerAt(id, request));
  const offers = answers.filter((answer) => "terms" in answer);
  const [first, second] = offers;
  if (!first) {
    const reasons = answers.filter((answer) => "reason" in answer);
    return { kind: "none", reasons: reasons.length > 0 ? reasons : [{ reason: "no-banks" }] };
  }
  if (wallet.kind === "bank") return { kind: "only", offer: first, because: "bank-wallet" };
  if (locked !== undefined) return { kind: "only", offer: first, because: "locked" };
  return second ? { kind: "choose", offers } : { kind: "only", offer: first, because: "single" };
}

/** Returns the only bank left after the choice has closed; undefined while the choice is open. */
function lockedBank(request: OfferRequest, wallet: Wallet): string | undefined {
  const { choice, invoice, now, zone, refusedBankWalletIds = [] } = request;
  const closesOn = lockDate(invoice.dueDate, wallet.lockDays);
  if (wallet.kind === "bank" || choice?.reopened || closesOn === undefined || localDate(now, zone) < closesOn)
    return undefined;
  const chosen = choice?.lockedBankWalletId;
  // A bank outside of this wallet, from a boleto under the contract's previous one, does not count.
  const stays = chosen !== undefined && wallet.bankWalletIds.includes(chosen) ? chosen : wallet.defaultBankWalletId;
  const locked = stays ?? wallet.bankWalletIds[0];
  return locked !== undefined && refusedBankWalletIds.includes(locked) ? undefined : locked;
}

function offerAt(bankWalletId: string, request: OfferRequest): Offer | NoOffer {
  const { invoice, contract, now, zone, localHolidays, refusedBankWalletIds = [] } = request;
  const place = { zone, localHolidays };
  const bank = request.bankWallets.find(({ id }) => id === bankWalletId);
  if (!bank) return { reason: "unknown", bankWalletId };
  if (refusedBankWalletIds.includes(bankWalletId)) return { reason: "just-refused", bankWalletId };
  if (bank.registersBy === "api" && request.addressKnown === false) return { reason: "payer-address", bankWalletId };
  if (apiLimits(bank).numericDocumentsOnly && /\D/.test(request.payerDocument ?? ""))
    return { reason: "payer-document", bankWalletId };
  const registration = { ...bank, monthlyJuros: takesMonthlyJuros(bank) };
  const terms = newBoletoTerms({ invoice, contract, bank: registration, now, ...place });
  const reason = bankObstacle(bank, terms, invoice.dueDate, now, place);
  if (reason) return { reason, bankWalletId };
  const promise = registrationPromise(bank, now, place);
  return { bankWalletId, bankCode: bank.bankCode, name: bank.name, terms, promise };
}

/** Returns the first day on which the choice of bank is closed; undefined if it never closes (`lockDays` 0). */
export function lockDate(dueDate: IsoDate, lockDays: number): IsoDate | undefined {
  return lockDays > 0 ? addDays(dueDate, -lockDays) : undefined;
}
