import type { IsoDate } from "../core/billing/calendar/iso-date.ts";
import type { Offers } from "../core/billing/offers/offers.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import type { BoletoCard } from "../core/conversation/turn.ts";
import type { ApiWallet } from "../core/operator/api-wallets.ts";
import type { Audit } from "../core/operator/audit.ts";
import type { Author } from "../core/operator/author.ts";
import type { Team } from "../core/operator/team.ts";
import type { Register } from "../core/register/register.ts";
import type { BillPreview } from "../core/use-cases/invoices/preview-invoices.ts";
import type { SentBoleto } from "../core/use-cases/operator/send-boleto.ts";
import type { Desk } from "./attendance/desk-types.ts";
import type { Troubles } from "./attendance/troubles-types.ts";
import type { BillingDesk } from "./billing/billing-desk-types.ts";
import type { Contracts } from "./contracts/contracts-types.ts";
import type { Drafts } from "./exchange/drafts-types.ts";
import type { Identification } from "./identification/identification-types.ts";
import type { Invoices } from "./invoices/invoices-types.ts";
import type { Accounts } from "./login/accounts-types.ts";
import type { ReadFigures } from "./today/figures-types.ts";
import type { PanelSite } from "./ui/panel-page.tsx";

/** What the panel is made of. */
export interface PanelDeps {
  site: PanelSite;
  accounts: Accounts;
  team: Team;
  audit: Audit;
  contracts: Contracts;
  register: Pick<Register, "linkWallet" | "list" | "get" | "put">;
  drawBoleto(slip: BoletoSlip): Promise<Uint8Array>;
  now(): Date;
  work: PanelWork;
  /** In the demo: with which account one logs in. */
  demoLogin?: readonly { email: string; password: string }[];
  /** Told of what broke; the reader gets a sentence. */
  onError: (error: unknown) => void;
}

/** What the pages of the daily work are made of. */
export interface PanelWork {
  now(): Date;
  invoices: Invoices;
  desk: Desk;
  billing: BillingDesk;
  drafts: Drafts;
  register: Register;
  figures: ReadFigures;
  troubles: Troubles;
  identification: Identification;
  /** How the settings of each bank wallet at a bank's API stand. Calls no bank. */
  apiWallets(): Promise<readonly ApiWallet[]>;
  acts: Acts;
}

/** What a person at the provider does through the use cases: the same rules as in the chat. */
interface Acts {
  answer(of: { chatId: string; text: string; key: string; by: Author }): Promise<boolean>;
  handBack(chatId: string): Promise<boolean>;
  send(of: { chatId: string; invoiceId: string; key: string; by: Author }): Promise<SentBoleto>;
  /** The banks on offer for an invoice now. */
  offers(invoiceId: string): Promise<Offers | undefined>;
  issue(of: {
    invoiceId: string;
    bankWalletId: string;
    replacing?: string;
    chatId?: string;
    by: Author;
  }): Promise<BoletoCard | undefined>;
  withdraw(of: { boletoId: string; by: Author }): Promise<"cancelling" | "not-living">;
  previewBilling(of: {
    until: IsoDate;
    after?: string;
    most?: number;
  }): Promise<{ bills: BillPreview[]; next?: string }>;
  runBilling(): Promise<{ made: number; skipped: number }>;
}
