import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { ChatLink } from "../channel-ports.ts";
import type { BoletoCard, InvoiceLine, InvoiceLook } from "../conversation/turn.ts";
import type { CodeCheck } from "./identity/check-code.ts";
import type { CodeRequest } from "./identity/request-code.ts";

/** The session of a subscriber in a browser, and the notice that the page before left for the next one. */
export interface CentralSession {
  subscriber: { id: string; name: string };
  notice?: string;
}

/** A month of a contract: what was billed, and what was paid. */
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

/** What the receipt of a payment says. */
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

/**
 * Where a request comes from. `thread` is a secret of the browser, `address` the IP address; `browser` is the secret by
 * which a browser is known in which a subscriber has logged in before.
 */
export interface CentralOrigin {
  thread: string;
  address: string;
  browser?: string;
}

/** A login: the token of the new session, and the new secret by which the browser is known. */
export interface CentralEntry {
  token: string;
  browser: string;
}

/**
 * What the pages of the Central show and do. Methods that take the id of an invoice or of a payment return undefined if
 * it does not belong to the subscriber.
 */
export interface Central {
  requestCode(document: string, from: CentralOrigin): Promise<CodeRequest>;
  /** `in`: the code is right, and there is a new session. */
  checkCode(
    code: string,
    from: CentralOrigin,
  ): Promise<({ kind: "in" } & CentralEntry) | Exclude<CodeCheck, { kind: "right" }>>;
  /** Opens a new session; undefined if the link is invalid or has expired. */
  enterByLink(link: string, from: CentralOrigin): Promise<CentralEntry | undefined>;
  /** Exists only in the demo: logs in as the subscriber with this phone. */
  enterAsDemo?(phone: string, from: CentralOrigin): Promise<CentralEntry | undefined>;
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
   * Returns a text that differs whenever the page of the invoice would look different; undefined once the session is
   * over. The session is not extended.
   */
  pulse(token: string, invoiceId: string): Promise<string | undefined>;
  /** Returns the PDF of the living boleto, if the boleto can be paid. */
  pdf(subscriberId: string, invoiceId: string): Promise<{ fileName: string; bytes: Uint8Array } | undefined>;
  /** Returns the QR code of the PIX of that boleto as PNG, if the bank provided a PIX. */
  pixQr(subscriberId: string, invoiceId: string): Promise<Uint8Array | undefined>;
  history(subscriberId: string): Promise<HistoryLine[]>;
  receipt(subscriberId: string, paymentId: string): Promise<Receipt | undefined>;
  telegramLink(subscriberId: string): Promise<ChatLink>;
  now(): Date;
}
