import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { ChatLink } from "../channel-ports.ts";
import type { BoletoCard, InvoiceLine, InvoiceLook } from "../conversation/turn.ts";
import type { CodeCheck } from "./identity/check-code.ts";
import type { CodeRequest } from "./identity/request-code.ts";

/** A subscriber in a browser, and what the last page left to say. */
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
  payment?: { id: string; paidOn: IsoDate; amountCents: number };
}

/** What the receipt of a payment says. */
export interface Receipt {
  payerName: string;
  payerDocument: string;
  contract: string;
  description: string;
  dueDate: IsoDate;
  paidOn: IsoDate;
  amountCents: number;
  bankName?: string;
  beneficiaryName?: string;
  beneficiaryDocument?: string;
}

/** Where a request comes from: `thread` is a secret that stays in the browser. */
export interface CentralOrigin {
  thread: string;
  address: string;
}

/** What the Central's pages are made of. Whatever names an invoice or a payment gives undefined where it is not the subscriber's own. */
export interface Central {
  requestCode(document: string, from: CentralOrigin): Promise<CodeRequest>;
  /** Right: a new session's token. */
  checkCode(
    code: string,
    from: CentralOrigin,
  ): Promise<{ kind: "in"; token: string } | Exclude<CodeCheck, { kind: "right" }>>;
  /** The token of a new session; undefined for a link that opens nothing (any more). */
  enterByLink(link: string, address: string): Promise<string | undefined>;
  /** Only in the demo: becomes one of its people. */
  enterAsDemo?(phone: string, address: string): Promise<string | undefined>;
  session(token: string): Promise<CentralSession | undefined>;
  leaveNotice(token: string, notice: string): Promise<void>;
  signOut(token: string): Promise<void>;
  owed(subscriberId: string): Promise<InvoiceLine[]>;
  invoice(subscriberId: string, invoiceId: string, choosing?: boolean): Promise<InvoiceLook | undefined>;
  issue(
    subscriberId: string,
    of: { invoiceId: string; bankWalletId: string; replacing?: string },
  ): Promise<BoletoCard | undefined>;
  /** Changes when what the page shows of an invoice does; undefined once the session is over. Does not keep it alive. */
  pulse(token: string, invoiceId: string): Promise<string | undefined>;
  /** The paper of the boleto that can be paid. */
  pdf(subscriberId: string, invoiceId: string): Promise<{ fileName: string; bytes: Uint8Array } | undefined>;
  /** The QR code of its PIX, as PNG, where its bank gave one. */
  pixQr(subscriberId: string, invoiceId: string): Promise<Uint8Array | undefined>;
  history(subscriberId: string): Promise<HistoryLine[]>;
  receipt(subscriberId: string, paymentId: string): Promise<Receipt | undefined>;
  telegramLink(subscriberId: string): Promise<ChatLink>;
  now(): Date;
}
