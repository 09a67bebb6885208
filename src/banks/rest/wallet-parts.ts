import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { BankWalletRecord } from "../../core/records.ts";
import type { SettingsFile } from "./read-settings.ts";

/** What a bank's client is opened with, for one bank wallet. */
export interface WalletParts {
  settings: SettingsFile;
  bankWallet: BankWalletRecord;
  desk: BankDesk;
  clock: Clock;
  callMs: number;
}
