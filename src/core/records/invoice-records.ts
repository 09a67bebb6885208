import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Place } from "../billing/calendar/place.ts";
import type { Contract, ContractTerms } from "../billing/invoices/contract.ts";
import type { Invoice, InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { BillingPlan, KnownInvoice, PlannedInvoice, SkippedMonth } from "../billing/invoices/plan-invoices.ts";
import type { RegisteredTerms } from "../billing/money/amount-on.ts";
import type { BankHours } from "../billing/offers/bank-wallet.ts";
import type { Wallet } from "../billing/offers/wallet.ts";
import type { PayerAddress } from "../billing/people/postal-address.ts";
import type { BoletoSlip } from "../boleto/slip.ts";
import type { Access } from "../identity/access.ts";
import type { BankWalletRecord, BoletoRecord } from "./boleto-records.ts";

/** An invoice, with everything on which decisions about it depend. */
export interface InvoiceCase extends Place {
  invoice: Invoice & { externalId: string };
  contract: Contract;
  subscriber: { id: string; name: string; document: string; email?: string; address?: string; postal?: PayerAddress };
  wallet?: Wallet;
  bankWallets: readonly BankWalletRecord[];
  choice: { reopened: boolean; lockedBankWalletId?: string };
  refusedBankWalletIds: readonly string[];
  /** What may be missing from a payment that still settles an invoice; 0 if absent. */
  toleranceCents?: number;
  living?: BoletoRecord;
  /** The boleto, living or not, whose payment its bank announced and has not booked yet. */
  announced?: { boletoId: string; bankCode: string };
}

/** Who issued a boleto, and which deductions were registered with it. */
export interface IssuedAs {
  /** Absent if the provider's own system issued the boleto. */
  bankWalletId?: string;
  slip: Pick<BoletoSlip, "abatementCents" | "discount">;
}

/** An invoice that is paid, or in part, and the boleto that paid it. */
export interface PaidInvoice {
  boletoId: string;
  description: string;
  paidOn: IsoDate;
}

/** An unpaid invoice, with everything on which its amount on a given day depends. */
export interface OwedInvoice extends Place {
  invoice: Invoice;
  contract: ContractTerms & Pick<Contract, "address">;
  living?: RegisteredTerms & IssuedAs & Pick<BoletoRecord, "payableUntil" | "status">;
  /** The hours of the active banks of its wallet. */
  bankHours: readonly BankHours[];
  /** A bank announced the payment of one of its boletos, and has not booked it yet. */
  announced?: boolean;
}

/** An invoice whose choice of bank has closed. `dueDate` and `id` are the cursor of a page. */
export interface InvoiceToLock {
  id: string;
  externalId: string;
  dueDate: IsoDate;
}

/** A contract that is billed here. */
export interface ContractToBill {
  id: string;
  externalId: string;
  address: string;
  subscriberName: string;
  plan: BillingPlan;
  /** Its invoices of the last year, made here or received from the provider's system. */
  known: readonly KnownInvoice[];
}

/** Invoices to create for a contract, and the months to skip. */
export interface Bills {
  contractId: string;
  planned: readonly PlannedInvoice[];
  skipped: readonly SkippedMonth[];
}

/** Invoices, inside a transaction. */
export interface InvoiceRecords {
  invoiceCase(invoiceId: string, lock?: boolean): Promise<InvoiceCase | undefined>;
  changeInvoice(
    invoiceId: string,
    change: { lockedBankWalletId?: string; choiceReopened?: boolean; status?: InvoiceStatus },
  ): Promise<void>;
  /** Unpaid invoices within the access, oldest due date first. */
  owedInvoices(access: Access): Promise<OwedInvoice[]>;
}
