import type { BankCode } from "../bank-code.ts";
import type { LocalHolidays } from "../calendar/calendar.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import { localDate } from "../calendar/local-time.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import type { InvoiceStatus, InvoiceTerms } from "../invoices/invoice.ts";
import type { BoletoTerms } from "../money/boleto-terms.ts";
import { newBoletoTerms } from "../money/due-date.ts";
import { type BankObstacle, bankObstacle } from "./bank-obstacle.ts";
import type { BankWallet } from "./bank-wallet.ts";
import { type RegistrationPromise, registrationPromise } from "./registration-promise.ts";
import type { Wallet } from "./wallet.ts";

/** Opção de banco: a bank wallet that an invoice may be paid through now, and what the boleto would say. */
export interface Offer {
  bankWalletId: string;
  bankCode: BankCode;
  /** The bank's spoken name. */
  name: string;
  terms: BoletoTerms;
  promise: RegistrationPromise;
}

/** Why there is nothing to offer; of one bank wallet where it names one. For the operator. */
export type NoOffer =
  | { reason: "invoice-not-open" | "no-wallet" | "wallet-inactive" | "other-branch" | "no-banks" }
  | { reason: BankObstacle | "just-refused" | "payer-address" | "unknown"; bankWalletId: string };

/** The banks for an invoice: a choice, one without a question, or none and why. Never an empty list. */
export type Offers =
  | { kind: "choose"; offers: readonly Offer[] }
  | { kind: "only"; offer: Offer; because: "single" | "bank-wallet" | "locked" }
  | { kind: "none"; reasons: readonly NoOffer[] };

/** The banks on offer as a list, whether there is a question or not. */
export function offeredOf(offers: Offers): readonly Offer[] {
  if (offers.kind === "choose") return offers.offers;
  return offers.kind === "only" ? [offers.offer] : [];
}

/** What happened so far to the choice of one invoice's bank. */
export interface Choice {
  /** A refusal opened it again, whatever the lock says. */
  reopened: boolean;
  /** The bank of its living or last boleto: where it stays once the choice has closed. */
  lockedBankWalletId?: string;
}

/** All that the banks on offer depend on. */
export interface OfferRequest {
  invoice: InvoiceTerms & { status: InvoiceStatus };
  contract: ContractTerms & { branch?: string };
  wallet: Wallet | undefined;
  /** At least those of the wallet; others are passed over. */
  bankWallets: readonly BankWallet[];
  now: Date;
  /** Of the contract's branch. */
  localHolidays?: LocalHolidays;
  choice?: Choice;
  /** The subscriber's address is whole: a bank's API asks for all of it. */
  addressKnown?: boolean;
  /** Banks that refused this invoice just now. */
  refusedBankWalletIds?: readonly string[];
}

/** The banks through which an invoice may be paid now, in the wallet's order. */
export function offersFor(request: OfferRequest): Offers {
  const { wallet } = request;
  if (request.invoice.status !== "open") return { kind: "none", reasons: [{ reason: "invoice-not-open" }] };
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

/** The one bank an invoice stays with since its choice closed; undefined while it is open. */
function lockedBank(request: OfferRequest, wallet: Wallet): string | undefined {
  const { choice, invoice, now, refusedBankWalletIds = [] } = request;
  const closesOn = lockDate(invoice.dueDate, wallet.lockDays);
  if (wallet.kind === "bank" || choice?.reopened || closesOn === undefined || localDate(now) < closesOn)
    return undefined;
  const chosen = choice?.lockedBankWalletId;
  // A boleto of the wallet that the contract had before binds nobody to a bank outside of this one.
  const stays = chosen !== undefined && wallet.bankWalletIds.includes(chosen) ? chosen : wallet.defaultBankWalletId;
  const locked = stays ?? wallet.bankWalletIds[0];
  return locked !== undefined && refusedBankWalletIds.includes(locked) ? undefined : locked;
}

function offerAt(bankWalletId: string, request: OfferRequest): Offer | NoOffer {
  const { invoice, contract, now, localHolidays, refusedBankWalletIds = [] } = request;
  const bank = request.bankWallets.find(({ id }) => id === bankWalletId);
  if (!bank) return { reason: "unknown", bankWalletId };
  if (refusedBankWalletIds.includes(bankWalletId)) return { reason: "just-refused", bankWalletId };
  if (bank.registersBy === "api" && request.addressKnown === false) return { reason: "payer-address", bankWalletId };
  const terms = newBoletoTerms({ invoice, contract, bank, now, ...(localHolidays && { localHolidays }) });
  const reason = bankObstacle(bank, terms, invoice.dueDate, now, localHolidays);
  if (reason) return { reason, bankWalletId };
  const promise = registrationPromise(bank, now, localHolidays);
  return { bankWalletId, bankCode: bank.bankCode, name: bank.name, terms, promise };
}

/** The day on whose morning the choice of bank closes; undefined where it never does (`lockDays` 0). */
export function lockDate(dueDate: IsoDate, lockDays: number): IsoDate | undefined {
  return lockDays > 0 ? addDays(dueDate, -lockDays) : undefined;
}
