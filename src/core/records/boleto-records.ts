import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankWallet } from "../billing/offers/bank-wallet.ts";
import type { Boleto } from "../boleto/boleto.ts";
import type { BoletoStatus } from "../boleto/boleto-status.ts";
import type { BankAccount } from "../boleto/boleto-values.ts";
import type { BoletoSlip } from "../boleto/slip.ts";

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

/** A boleto that can be paid, and its place among them. */
export interface PayableBoleto {
  id: string;
  payableUntil: IsoDate;
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

/** Boletos, their bank wallets and what their banks are asked, inside a transaction. */
export interface BoletoRecords {
  bankWallet(bankWalletId: string): Promise<BankWalletRecord | undefined>;
  takeNossoNumero(bankWalletId: string, year: number): Promise<number | undefined>;
  /** Has any boleto of the bank this campo livre, wherever it was made? */
  isTaken(bankCode: string, campoLivre: string): Promise<boolean>;
  /** Enters a boleto, with the chat that is promised its notice. */
  insertBoleto(boleto: NewBoleto, watchedBy: string | undefined): Promise<string>;
  /** Promises a chat the boleto's notice, once. Under the invoice's lock: else the notice may have gone out before. */
  watchBoleto(boletoId: string, chatId: string, at: Date): Promise<void>;
  /** The chats that were promised the notice of a boleto, or of any boleto of an invoice. */
  watchersOf(of: { boletoId: string } | { invoiceId: string }): Promise<string[]>;
  boleto(boletoId: string): Promise<BoletoRecord | undefined>;
  lockBoleto(boletoId: string): Promise<BoletoRecord | undefined>;
  changeBoleto(boletoId: string, change: BoletoChange): Promise<void>;
  /** Notes what a bank is to be asked, so that it is asked whatever becomes of the job. */
  noteQuestion(question: BankQuestion, askAt: Date): Promise<void>;
  /** When the bank may be asked, locked; undefined where the question is done with, or was never noted. */
  questionAskAt(question: BankQuestion): Promise<Date | undefined>;
  /** The question is done with. False where it was before; one that was never noted is as good as open. */
  closeQuestion(question: BankQuestion, now: Date): Promise<boolean>;
}
