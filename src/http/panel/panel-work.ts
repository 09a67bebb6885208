import type { ApiWallet } from "../../core/panel/api-wallets.ts";
import type { BillingDesk } from "../../core/panel/billing-desk.ts";
import type { Desk } from "../../core/panel/desk.ts";
import type { Drafts } from "../../core/panel/drafts.ts";
import type { ReadFigures } from "../../core/panel/figures.ts";
import type { Identification } from "../../core/panel/identification.ts";
import type { Invoices } from "../../core/panel/invoices.ts";
import type { Troubles } from "../../core/panel/troubles.ts";
import type { Register } from "../../core/register/register.ts";
import type { Acts } from "./acts.ts";

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
