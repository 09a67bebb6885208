import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import { createBankHttp } from "./bank-http.ts";
import { type BankClient, createBankClient } from "./create-bank-client.ts";
import { createTokens, type PasswordGrant } from "./create-tokens.ts";
import type { Credentials, SettingsFile } from "./read-settings.ts";

/** Dependencies of one bank wallet's client. */
export interface WalletParts {
  settings: SettingsFile;
  bankWallet: BankWalletRecord;
  desk: BankDesk;
  clock: Clock;
  callMs: number;
}

/** Assembles the client of one bank wallet. */
export function openClient(
  { bankWallet, desk, clock, callMs }: WalletParts,
  connection: {
    apiRoot: string;
    tokenUrl: string;
    scope?: string;
    secretIn: "form" | "header" | "nowhere";
    password?: PasswordGrant;
    credentials: Credentials;
    headers?: Record<string, string>;
    query?: Record<string, string>;
  },
): BankClient {
  const { apiRoot, headers = {}, query, ...oauth } = connection;
  const http = createBankHttp(connection.credentials);
  const tokens = createTokens({ ...oauth, bankWalletId: bankWallet.id, http, desk, clock });
  const { bankCode } = bankWallet;
  return createBankClient({ bankCode, apiRoot, http, tokens, headers, ...(query && { query }), desk, clock, callMs });
}
