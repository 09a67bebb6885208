import type { IsoDate } from "./billing/calendar/iso-date.ts";
import type { Contract, ContractTerms } from "./billing/invoices/contract.ts";
import type { Invoice } from "./billing/invoices/invoice.ts";
import type { BillingPlan, KnownInvoice, PlannedInvoice, SkippedMonth } from "./billing/invoices/plan-invoices.ts";
import type { RegisteredTerms } from "./billing/money/amount-on.ts";
import type { BankWallet } from "./billing/offers/bank-wallet.ts";
import type { Wallet } from "./billing/offers/wallet.ts";
import type { PayerAddress } from "./billing/people/postal-address.ts";
import type { Boleto } from "./boleto/boleto.ts";
import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { BankAccount } from "./boleto/parse-bank-account.ts";
import type { BoletoSlip } from "./boleto/slip.ts";
import type { ChannelName, InboundBody } from "./channel-ports.ts";
import type { Reply } from "./conversation/turn.ts";
import type { PhoneOwners } from "./identity/proof.ts";

/** One person's thread. */
export interface Chat {
  id: string;
  /** Changes whenever the chat does. */
  version: string;
  channel: ChannelName;
  address: string;
  phone?: string;
  state: unknown;
  /** When the person wrote, or a notice changed the question, last. */
  lastActiveAt?: Date;
  personUntil?: Date;
  loopWindowAt?: Date;
  loopCount: number;
  /** Whose this phone is. */
  owners: PhoneOwners;
  /** Whose the chat is by a link. */
  linked?: { id: string; name: string };
  /** Whose it is by a one-time code, and until when that holds. */
  proven?: { id: string; name: string; until: Date };
  /** Whose CPF digits were confirmed from it. */
  confirmedId?: string;
}

/** A message that waits for its turn. */
export interface WaitingMessage {
  id: string;
  body: InboundBody;
  attempts: number;
}

/** What a chat knows from now on; null for nothing, absent where it stays. */
export interface ChatKeep {
  /** The phone that proves the chat's subscriber. */
  phone?: string | null;
  /** Whose it is by a link. */
  linkedId?: string | null;
  /** Whose it is by a code, and until when. */
  provenId?: string | null;
  provenUntil?: Date | null;
  confirmedId?: string | null;
  noticesOffAt?: Date | null;
}

/** What a turn leaves behind, written in one statement. `version` is the chat's as it was read. */
export interface TurnEnd {
  chatId: string;
  version: string;
  messageId: string;
  state: unknown;
  now: Date;
  loopWindowAt: Date;
  loopCount: number;
  personUntil?: Date;
  keep: ChatKeep;
  replies: readonly Reply[];
  /** Replies are this process's to send until then; absent where it has no way to send them. */
  claimedUntil?: Date;
}

/** What the sandbox registrar does with every boleto of a bank wallet. */
export type SandboxOutcome = "registered" | "early" | "slow" | "cannot_tell" | "refused" | "lost_answer";

/** A bank wallet with all that its boletos print. */
export interface BankWalletRecord extends BankWallet {
  /** As the provider named it. */
  externalId: string;
  account: BankAccount;
  sandboxOutcome?: SandboxOutcome;
  /** What its files need beyond the account, as it was set. */
  cnab: Readonly<Record<string, string>>;
  beneficiaryName: string;
  beneficiaryDocument: string;
  beneficiaryAddress: string;
}

/** What is printed on a boleto; its numbers are missing until a bank that numbers by itself has given them. */
export type SlipDraft = Omit<BoletoSlip, "boleto"> & { boleto?: Boleto };

/** A boleto as stored. */
export interface BoletoRecord {
  id: string;
  invoiceId: string;
  bankWalletId?: string;
  bankCode: string;
  status: BoletoStatus;
  /** Absent until a bank that numbers by itself has given it; the next two too. */
  nossoNumero?: string;
  codigoBarras?: string;
  linhaDigitavel?: string;
  /** The bank's own name of it, besides. */
  bankReference?: string;
  /** The PIX of this very boleto, exactly as the bank gave it. */
  pixCopiaECola?: string;
  amountCents: number;
  dueDate: IsoDate;
  principalCents: number;
  multaCents: number;
  jurosCents: number;
  multaBasisPoints: number;
  jurosPerDayCents: number;
  payableUntil: IsoDate;
  slip: SlipDraft;
  issuedAt: Date;
  promisedAt: Date;
  /** The bank was last asked to enter it. */
  sentAt?: Date;
  nextLookUpAt?: Date;
  callingUntil?: Date;
  payableAt?: Date;
  mailAt?: Date;
  mailedAt?: Date;
  askedAt?: Date;
  unconfirmed: boolean;
  lookUps: number;
  delayToldAt?: Date;
  cancellingSince?: Date;
  escalatedAt?: Date;
}

/** A boleto to be entered, with its bank's numbers. */
export type NewBoleto = Omit<
  BoletoRecord,
  | "id"
  | "sentAt"
  | "nextLookUpAt"
  | "callingUntil"
  | "payableAt"
  | "mailAt"
  | "mailedAt"
  | "askedAt"
  | "bankReference"
  | "pixCopiaECola"
  | "unconfirmed"
  | "lookUps"
  | "delayToldAt"
  | "cancellingSince"
  | "escalatedAt"
> & {
  campoLivre?: string;
};

/** A payment to be kept. */
export interface NewPayment {
  externalId: string;
  invoiceId: string;
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  outcome: "settled" | "devolver_ou_creditar";
  /** What was paid too much, below zero what was paid too little. */
  differenceCents?: number;
}

/** A payment that counts no more. */
export interface UndonePayment {
  externalId: string;
  amountCents: number;
  /** It had settled its invoice. */
  settled: boolean;
  /** Another payment settles it now. */
  settledByOther: boolean;
}

/** What changes in a boleto. */
export type BoletoChange = Partial<{
  status: BoletoStatus;
  nossoNumero: string;
  campoLivre: string;
  codigoBarras: string;
  linhaDigitavel: string;
  slip: BoletoSlip;
  bankReference: string;
  pixCopiaECola: string;
  askedAt: Date;
  sentAt: Date;
  payableAt: Date;
  unconfirmed: boolean;
  lookUps: number;
  nextLookUpAt: Date;
  callingUntil: Date | null;
  delayToldAt: Date;
  cancellingSince: Date;
  escalatedAt: Date | null;
  closedAt: Date | null;
  bankReason: string;
  mailAt: Date | null;
  mailedAt: Date;
}>;

/** An invoice with all that decides over it. */
export interface InvoiceCase {
  invoice: Invoice & { externalId: string };
  contract: Contract;
  subscriber: { id: string; name: string; document: string; email?: string; address?: string; postal?: PayerAddress };
  wallet?: Wallet;
  bankWallets: readonly BankWalletRecord[];
  choice: { reopened: boolean; lockedBankWalletId?: string };
  refusedBankWalletIds: readonly string[];
  localHolidays: readonly string[];
  living?: BoletoRecord;
}

/** Where a boleto comes from, and what it was registered with to be taken off. */
export interface IssuedAs {
  /** Absent: handed in by the provider's own system. */
  bankWalletId?: string;
  slip: Pick<BoletoSlip, "abatementCents" | "discount">;
}

/** A paid invoice, by the boleto that it was paid with. */
export interface PaidInvoice {
  boletoId: string;
  description: string;
  paidOn: IsoDate;
}

/** An invoice that is not paid yet, with what its amount on a day depends on. */
export interface OwedInvoice {
  invoice: Invoice;
  contract: ContractTerms & Pick<Contract, "address">;
  localHolidays: readonly string[];
  living?: RegisteredTerms & IssuedAs;
}

/** An invoice whose choice of bank has closed, and its place among them. */
export interface InvoiceToLock {
  id: string;
  externalId: string;
  dueDate: IsoDate;
}

/** A boleto that can be paid, and its place among them. */
export interface PayableBoleto {
  id: string;
  payableUntil: IsoDate;
}

/** A contract that is billed here. */
export interface ContractToBill {
  id: string;
  externalId: string;
  address: string;
  subscriberName: string;
  plan: BillingPlan;
  /** Its invoices of the last year: made here or handed in. */
  known: readonly KnownInvoice[];
}

/** What is to be made for a contract, and what not. */
export interface Bills {
  contractId: string;
  planned: readonly PlannedInvoice[];
  skipped: readonly SkippedMonth[];
}

/** A boleto whose bank should have been asked: to register it, or to take it back. */
export interface UnaskedBoleto {
  id: string;
  status: "registering" | "cancelling";
  nextLookUpAt: Date;
}

/** What a bank is to be asked about a boleto: by a chat, or because it hinted at news itself. */
export type BankQuestion =
  | { boletoId: string; chatId: string; about: "not-found" | "paid" }
  | { boletoId: string; about: "news" | "undone" };

/** A job that should have been done by now, and the name under which it is put into the queue once. */
export interface LostJob {
  job: Job;
  once: string;
}

/** Work that goes on after the commit. */
export type Job =
  | { name: "register-boleto"; boletoId: string }
  | { name: "check-registration"; boletoId: string }
  | { name: "cancel-boleto"; boletoId: string }
  | { name: "ask-bank"; boletoId: string; chatId: string; about: "not-found" | "paid" }
  /** `why`: the bank reported a payment undone, or may simply have news. */
  | { name: "look-up-boleto"; boletoId: string; why: "news" | "undone"; attempt?: number }
  | { name: "bank-webhook"; webhookId: string }
  | { name: "push-events" }
  | { name: "send-code"; codeId: string }
  | { name: "mail-boleto"; boletoId: string }
  | { name: "link-contracts"; runId: string }
  | { name: "deliver" };
