import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Contract, ContractTerms } from "../billing/invoices/contract.ts";
import type { Invoice, InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { BillingPlan, KnownInvoice, PlannedInvoice, SkippedMonth } from "../billing/invoices/plan-invoices.ts";
import type { RegisteredTerms } from "../billing/money/amount-on.ts";
import type { Wallet } from "../billing/offers/wallet.ts";
import type { PayerAddress } from "../billing/people/postal-address.ts";
import type { BoletoSlip } from "../boleto/slip.ts";
import type { Access } from "../identity/access.ts";
import type { BankWalletRecord, BoletoRecord } from "./boleto-records.ts";

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

/** Invoices, inside a transaction. */
export interface InvoiceRecords {
  invoiceCase(invoiceId: string, lock?: boolean): Promise<InvoiceCase | undefined>;
  changeInvoice(
    invoiceId: string,
    change: { lockedBankWalletId?: string; choiceReopened?: boolean; status?: InvoiceStatus },
  ): Promise<void>;
  /** What is not paid yet of what may be seen, oldest due first. */
  owedInvoices(of: Access): Promise<OwedInvoice[]>;
}
