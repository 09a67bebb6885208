import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankWallet } from "../billing/offers/bank-wallet.ts";
import type { Boleto } from "../boleto/boleto.ts";
import type { BoletoStatus } from "../boleto/boleto-status.ts";
import type { BankAccount } from "../boleto/boleto-values.ts";
import type { BoletoSlip } from "../boleto/slip.ts";

/** What the sandbox bank answers about every boleto of a bank wallet. */
export type SandboxOutcome = "registered" | "early" | "slow" | "cannot_tell" | "refused" | "lost_answer";

/** A bank wallet, with everything that is printed on its boletos. */
export interface BankWalletRecord extends BankWallet {
  /** The id in the provider's ERP. */
  externalId: string;
  account: BankAccount;
  sandboxOutcome?: SandboxOutcome;
  /** Settings that its CNAB files need in addition to the account. */
  cnab: Readonly<Record<string, string>>;
  beneficiaryName: string;
  beneficiaryDocument: string;
  beneficiaryAddress: string;
}

/** What is printed on a boleto. The numbers are missing as long as a bank that assigns them has not done so. */
export type SlipDraft = Omit<BoletoSlip, "boleto"> & { boleto?: Boleto };

/** A boleto as stored. */
export interface BoletoRecord {
  id: string;
  invoiceId: string;
  bankWalletId?: string;
  bankCode: string;
  status: BoletoStatus;
  /** If the bank assigns the nosso número, this field and the next two are absent until it has done so. */
  nossoNumero?: string;
  codigoBarras?: string;
  linhaDigitavel?: string;
  /** A further reference, by which the bank itself names the boleto. */
  bankReference?: string;
  /** PIX code of this boleto, exactly as received from the bank. */
  pixCopiaECola?: string;
  amountCents: number;
  dueDate: IsoDate;
  principalCents: number;
  multaCents: number;
  jurosCents: number;
  multaBasisPoints: number;
  jurosPerDayCents: number;
  /** Juros as a monthly rate; absent or 0 if an amount a day is registered. */
  jurosBasisPointsMonth?: number;
  payableUntil: IsoDate;
  slip: SlipDraft;
  issuedAt: Date;
  promisedAt: Date;
  /** Time of the last registration request to the bank. */
  sentAt?: Date;
  /** The bank refused the last registration request, which repeated an earlier one. */
  repeatRefusedAt?: Date;
  nextLookUpAt?: Date;
  callingUntil?: Date;
  payableAt?: Date;
  /** The bank announced a payment that it has not booked yet (baixa operacional). */
  announcedAt?: Date;
  mailAt?: Date;
  mailedAt?: Date;
  askedAt?: Date;
  unconfirmed: boolean;
  lookUps: number;
  delayToldAt?: Date;
  cancellingSince?: Date;
  escalatedAt?: Date;
}

/** A boleto to be inserted, with the numbers of its bank. */
export type NewBoleto = Omit<
  BoletoRecord,
  | "id"
  | "sentAt"
  | "repeatRefusedAt"
  | "announcedAt"
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

/** Changed fields of a boleto. */
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
  sentAt: Date | null;
  repeatRefusedAt: Date | null;
  announcedAt: Date | null;
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

/** A payable boleto, as a cursor for paging. */
export interface PayableBoleto {
  id: string;
  payableUntil: IsoDate;
}

/** A payable boleto whose last day of payment is over, and how its bank is reached; absent if it is another system's. */
export interface OverBoleto extends PayableBoleto {
  registersBy?: BankWallet["registersBy"];
}

/** A boleto whose bank should have been asked to register or cancel it. */
export interface UnaskedBoleto {
  id: string;
  status: "registering" | "cancelling";
  nextLookUpAt: Date;
}

/** A question to a bank about a boleto, from a chat or because the bank itself sent a notification. */
export type BankQuestion =
  | { boletoId: string; chatId: string; about: "not-found" | "paid" }
  | { boletoId: string; about: "news" | "undone" };

/** Boletos, their bank wallets and questions to their banks, inside a transaction. */
export interface BoletoRecords {
  bankWallet(bankWalletId: string): Promise<BankWalletRecord | undefined>;
  takeNossoNumero(bankWalletId: string, year: number): Promise<number | undefined>;
  /** Does any boleto of the bank, issued here or in the ERP, have this campo livre? */
  isTaken(bankCode: string, campoLivre: string): Promise<boolean>;
  /** Inserts a boleto and registers the chat to be notified about it. */
  insertBoleto(boleto: NewBoleto, watchedBy: string | undefined): Promise<string>;
  /** Registers a chat once to be notified of a boleto. Needs the invoice's lock, or the notice may be out already. */
  watchBoleto(boletoId: string, chatId: string, at: Date): Promise<void>;
  /** Chats to be notified about a boleto, or about any boleto of an invoice. */
  watchersOf(subject: { boletoId: string } | { invoiceId: string }): Promise<string[]>;
  boleto(boletoId: string): Promise<BoletoRecord | undefined>;
  lockBoleto(boletoId: string): Promise<BoletoRecord | undefined>;
  changeBoleto(boletoId: string, change: BoletoChange): Promise<void>;
  /** Records a question to a bank, so that it is asked even if its job is lost. */
  noteQuestion(question: BankQuestion, askAt: Date): Promise<void>;
  /** Locks a question and returns its earliest time; undefined if it is closed or was never recorded. */
  questionAskAt(question: BankQuestion): Promise<Date | undefined>;
  /** Closes a question. Returns false if it was closed before; one that was never recorded counts as open. */
  closeQuestion(question: BankQuestion, now: Date): Promise<boolean>;
}
