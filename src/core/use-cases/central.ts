import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { ChatLink } from "../channel-ports.ts";
import type { BoletoCard, InvoiceLine, InvoiceLook } from "../conversation/turn.ts";
import type { CodeCheck } from "./identity/check-code.ts";
import type { CodeRequest } from "./identity/request-code.ts";

/** A subscriber's session in a browser, and the notice that the last page left. */
export interface CentralSession {
  subscriber: { id: string; name: string };
  notice?: string;
}

/** A month of a contract, as in a carnê. */
export interface HistoryLine {
  invoiceId: string;
  contract: string;
  description: string;
  dueDate: IsoDate;
  amountCents: number;
  status: InvoiceStatus;
  /** The payment that settled it; without an amount if the bank did not report it. */
  payment?: { id: string; paidOn: IsoDate; amountCents?: number };
  /** What earlier part payments brought. */
  partPaidCents?: number;
}

/** Contents of a payment receipt. */
export interface Receipt {
  payerName: string;
  payerDocument: string;
  contract: string;
  description: string;
  dueDate: IsoDate;
  paidOn: IsoDate;
  /** Absent if the bank did not report it. */
  amountCents?: number;
  bankName?: string;
  beneficiaryName?: string;
  beneficiaryDocument?: string;
}

/** Origin of a request. `thread` is a secret that stays in the browser. */
export interface CentralOrigin {
  thread: string;
  address: string;
}

/**
 * Data and actions of the Central's pages. Methods that take the id of an invoice or a payment return undefined if it
 * is not the subscriber's.
 */
export interface Central {
  requestCode(document: string, from: CentralOrigin): Promise<CodeRequest>;
  /** `in`: the code was right, and `token` opens a new session. */
  checkCode(
    code: string,
    from: CentralOrigin,
  ): Promise<{ kind: "in"; token: string } | Exclude<CodeCheck, { kind: "right" }>>;
  /** Returns the token of a new session; undefined for a link that is invalid or expired. */
  enterByLink(link: string, address: string): Promise<string | undefined>;
  /** Demo only: signs in as one of its people. */
  enterAsDemo?(phone: string, address: string): Promise<string | undefined>;
  session(token: string): Promise<CentralSession | undefined>;
  leaveNotice(token: string, notice: string): Promise<void>;
  signOut(token: string): Promise<void>;
  owed(subscriberId: string): Promise<InvoiceLine[]>;
  invoice(subscriberId: string, invoiceId: string, choosing?: boolean): Promise<InvoiceLook | undefined>;
  issue(
    subscriberId: string,
    request: { invoiceId: string; bankWalletId: string; replacing?: string },
  ): Promise<BoletoCard | undefined>;
  /**
   * Returns a value that changes when the page of an invoice would; undefined once the session is over. Does not extend
   * the session.
   */
  pulse(token: string, invoiceId: string): Promise<string | undefined>;
  /** Returns the PDF of the payable boleto. */
  pdf(subscriberId: string, invoiceId: string): Promise<{ fileName: string; bytes: Uint8Array } | undefined>;
  /** Returns the QR code of its PIX as PNG, if its bank provided a PIX. */
  pixQr(subscriberId: string, invoiceId: string): Promise<Uint8Array | undefined>;
  history(subscriberId: string): Promise<HistoryLine[]>;
  receipt(subscriberId: string, paymentId: string): Promise<Receipt | undefined>;
  telegramLink(subscriberId: string): Promise<ChatLink>;
  now(): Date;
}
