import type { BankDesk } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import { createBankHttp } from "./bank-http.ts";
import { type BankClient, createBankClient } from "./create-bank-client.ts";
import { cautiousPace, clientOf, type Pace } from "./pace.ts";
import type { SettingsFile } from "./read-settings.ts";
import { createTokens } from "./tokens/create-tokens.ts";
import type { OAuth } from "./tokens/request-token.ts";

/** Dependencies of one bank wallet's client. */
export interface WalletParts {
  settings: SettingsFile;
  bankWallet: BankWalletRecord;
  desk: BankDesk;
  clock: Clock;
  callMs: number;
}

/** A bank's addresses and what every call needs. */
export interface BankConnection extends OAuth {
  apiRoot: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** Without one, a cautious pace. */
  pace?: Pace;
}

/** Assembles the client of one bank wallet. */
export function openClient({ bankWallet, desk, clock, callMs }: WalletParts, connection: BankConnection): BankClient {
  const { apiRoot, headers = {}, query, pace = cautiousPace, ...oauth } = connection;
  const http = createBankHttp(oauth.credentials);
  const { bankCode } = bankWallet;
  return createBankClient({
    bankCode,
    bankWalletId: bankWallet.id,
    apiRoot,
    http,
    tokens: createTokens({ ...oauth, bankWalletId: bankWallet.id, http, desk, clock }),
    headers,
    ...(query && { query }),
    pace,
    client: clientOf(bankCode, apiRoot, oauth.credentials.clientId),
    desk,
    clock,
    callMs,
  });
}
