import type { BankCode } from "./billing/bank-code.ts";
import type { IsoDate } from "./billing/calendar/iso-date.ts";
import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { BankAccount } from "./boleto/boleto-values.ts";
import type { RemittanceTitle } from "./cnab240/title-values.ts";
import type { BoletoRecord } from "./records/boleto-records.ts";

/** A remessa to be stored. */
export interface NewRemittance {
  bankWalletId: string;
  nsa: number;
  fileName: string;
  content: string;
  madeAt: Date;
  titles: readonly RemittanceTitle[];
}

/** A return file to be stored. */
export interface NewReturnFile {
  name: string;
  bankCode: BankCode;
  nsa?: number;
  content: Uint8Array;
  titles: number;
  foreign: number;
  /** Lines of titles with a number of ours that were not applied; a repeat of the file tries them again. */
  unapplied: readonly number[];
  appliedAt: Date;
}

/** A return file that was applied before. */
export interface AppliedReturn {
  id: string;
  appliedAt: Date;
  unapplied: readonly number[];
}

/** A boleto that may match a title of a return file. */
export interface TitleCandidate {
  id: string;
  invoiceId: string;
  bankCode: BankCode;
  status: BoletoStatus;
  nossoNumero: string;
  nossoNumeroDv?: string | undefined;
  /** In the form that the bank's files use. */
  nossoNumeroFull: string;
  amountCents: number;
  /** The invoice's number, as printed. */
  numeroDocumento?: string | undefined;
  /** The account of its bank wallet, as it is now. */
  wallet: {
    /** CPF or CNPJ of the beneficiary, digits only. */
    document: string;
    account: BankAccount;
    cnab: Readonly<Record<string, string>>;
  };
}

/** A bank wallet that made a remessa. */
export interface RemittanceWallet {
  id: string;
  wallet: TitleCandidate["wallet"];
}

/** A remessa that a bank refused as a whole. */
export interface RefusedRemittance {
  /** Boletos that go into the next remessa again. */
  putBack: number;
}

/** The fields of a boleto that depend on its due date. */
export type MovedDueDate = Pick<BoletoRecord, "dueDate" | "payableUntil" | "codigoBarras" | "linhaDigitavel" | "slip">;

/** Remessas and return files, inside a transaction. */
export interface FileRecords {
  /**
   * Returns the titles for a bank wallet's next remessa that have been waiting since before `until`: boletos to be
   * registered, boletos of an earlier remessa to be cancelled, and changes of due date. Locks them until the end of the
   * transaction; those locked by another one are left for the next remessa.
   */
  remittanceTitles(bankWalletId: string, until: Date): Promise<RemittanceTitle[]>;
  /**
   * Takes the next sequence number of the files (NSA), which begin with `first`. A transaction that fails leaves no
   * gap.
   */
  takeRemittanceNumber(bankWalletId: string, first: number): Promise<number>;
  insertRemittance(remittance: NewRemittance): Promise<string>;
  /** Returns true if a remessa has requested the registration of this boleto. */
  wasSent(boletoId: string): Promise<boolean>;
  /**
   * Records the bank's answer to an instruction (02 cancels, 06 changes the due date). After that, the same instruction
   * may be sent again.
   */
  instructionAnswered(boletoId: string, movement: "02" | "06", at: Date): Promise<void>;
  /** Requests a new due date in the next remessa; undefined withdraws the request. */
  askDueDate(boletoId: string, dueDate: IsoDate | undefined): Promise<void>;
  /** Returns the due date that was requested from the bank of a boleto, or will be in the next remessa. */
  dueDateAsked(boletoId: string): Promise<IsoDate | undefined>;
  /** Stores a due date that the bank has changed. */
  moveDueDate(boletoId: string, moved: MovedDueDate): Promise<void>;
  /** The file with the same content that was applied before; undefined if none was. */
  returnBefore(content: Uint8Array): Promise<AppliedReturn | undefined>;
  /** Records which lines of an applied file are still not applied. */
  changeReturn(id: string, unapplied: readonly number[]): Promise<void>;
  /** Returns false if the same file was stored in the meantime. */
  insertReturn(file: NewReturnFile): Promise<boolean>;
  /** Returns our boletos at a bank that have one of these numbers or ids. */
  titleCandidates(filter: {
    bankCode: BankCode;
    numbers: readonly string[];
    ids: readonly string[];
  }): Promise<TitleCandidate[]>;
  /** Bank wallets of a bank that have a remessa of this number. */
  remittanceWallets(bankCode: BankCode, nsa: number): Promise<RemittanceWallet[]>;
  /**
   * Marks a remessa as refused by the bank and puts its titles back for the next one, except boletos that the bank has
   * confirmed meanwhile. Undefined if it was marked before.
   */
  refuseRemittance(bankWalletId: string, nsa: number, at: Date): Promise<RefusedRemittance | undefined>;
  /** Locks boletos, their invoices and the chats to be notified, in the same lock order as a turn. */
  lockBoletos(boletoIds: readonly string[]): Promise<void>;
}

/** A remessa as listed by the API. */
export interface ShownRemittance {
  id: string;
  bankWalletId: string;
  bankCode: string;
  number: number;
  fileName: string;
  madeAt: string;
  titles: number;
}

/** The remessas that were made, newest first, and their files. */
export interface Remittances {
  list(filter: { bankWalletId?: string; before?: string; limit: number }): Promise<ShownRemittance[]>;
  file(id: string): Promise<{ fileName: string; content: Uint8Array } | undefined>;
  /** Returns a file by its sequence number within the bank wallet. */
  numbered(bankWalletId: string, number: number): Promise<{ fileName: string; content: Uint8Array } | undefined>;
}
