import type { BankCode } from "./billing/bank-code.ts";
import type { IsoDate } from "./billing/calendar/iso-date.ts";
import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { RemittanceTitle } from "./cnab240/title-values.ts";
import type { BoletoRecord } from "./records/boleto-records.ts";

/** A remessa to be kept. */
export interface NewRemittance {
  bankWalletId: string;
  nsa: number;
  fileName: string;
  content: string;
  madeAt: Date;
  titles: readonly RemittanceTitle[];
}

/** A return file to be kept. */
export interface NewReturnFile {
  name: string;
  bankCode: BankCode;
  nsa?: number;
  content: Uint8Array;
  titles: number;
  foreign: number;
  appliedAt: Date;
}

/** A boleto that a title of a return file may be. */
export interface TitleCandidate {
  id: string;
  invoiceId: string;
  status: BoletoStatus;
  nossoNumero: string;
  /** As the bank's files know it. */
  nossoNumeroFull: string;
}

/** All of a boleto that changes with its due date. */
export type MovedDueDate = Pick<BoletoRecord, "dueDate" | "payableUntil" | "codigoBarras" | "linhaDigitavel" | "slip">;

/** What a transaction may do with remessas and return files. */
export interface FileRecords {
  /**
   * What a remessa of a bank wallet has to ask for, of all that waits since before a moment: boletos that no remessa
   * entered yet, those to be taken back that one did, and those that are to be due on another day. Held until the transaction's end; what somebody else holds is
   * left for the next one.
   */
  remittanceTitles(bankWalletId: string, until: Date): Promise<RemittanceTitle[]>;
  /** The number of the next remessa, from the first one on; with no gap where the transaction fails. */
  takeRemittanceNumber(bankWalletId: string, first: number): Promise<number>;
  insertRemittance(remittance: NewRemittance): Promise<string>;
  /** Has a remessa entered this boleto? */
  wasSent(boletoId: string): Promise<boolean>;
  /** The bank answered what a remessa asked of a boleto: it may be asked again. */
  instructionAnswered(boletoId: string, movement: "02" | "06", at: Date): Promise<void>;
  /** Has the next remessa ask for another due date; undefined for none any more. */
  askDueDate(boletoId: string, dueDate: IsoDate | undefined): Promise<void>;
  /** The due date that a boleto's bank is to have, or was asked for. */
  dueDateAsked(boletoId: string): Promise<IsoDate | undefined>;
  /** The bank has it due on another day: what follows from that. */
  moveDueDate(boletoId: string, moved: MovedDueDate): Promise<void>;
  /** When the very same file was applied; undefined where it was not. */
  returnBefore(content: Uint8Array): Promise<Date | undefined>;
  /** False where the same file came in between. */
  insertReturn(file: NewReturnFile): Promise<boolean>;
  /** Our boletos at a bank with one of these numbers or ids. */
  titleCandidates(of: {
    bankCode: BankCode;
    numbers: readonly string[];
    ids: readonly string[];
  }): Promise<TitleCandidate[]>;
  /** Locks many boletos at once, with their invoices and the chats that will hear of them, in the order of a turn. */
  lockBoletos(boletoIds: readonly string[]): Promise<void>;
}

/** A remessa as the API lists it. */
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
  list(of: { bankWalletId?: string; before?: string; limit: number }): Promise<ShownRemittance[]>;
  file(id: string): Promise<{ fileName: string; content: Uint8Array } | undefined>;
  /** By its number among those of a bank wallet. */
  numbered(bankWalletId: string, number: number): Promise<{ fileName: string; content: Uint8Array } | undefined>;
}
