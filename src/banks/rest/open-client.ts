import { createBankHttp } from "./bank-http.ts";
import { type BankClient, createBankClient } from "./create-bank-client.ts";
import { createTokens } from "./create-tokens.ts";
import type { Credentials } from "./credentials.ts";
import type { WalletParts } from "./wallet-parts.ts";

/** Puts the client of one bank wallet together. */
export function openClient(
  { bankWallet, desk, clock, callMs }: WalletParts,
  of: {
    apiRoot: string;
    tokenUrl: string;
    scope: string;
    secretIn: "form" | "header" | "nowhere";
    credentials: Credentials;
    headers?: Record<string, string>;
    query?: Record<string, string>;
  },
): BankClient {
  const { apiRoot, headers = {}, query, ...oauth } = of;
  const http = createBankHttp(of.credentials);
  const tokens = createTokens({ ...oauth, bankWalletId: bankWallet.id, http, desk, clock });
  const { bankCode } = bankWallet;
  return createBankClient({ bankCode, apiRoot, http, tokens, headers, ...(query && { query }), desk, clock, callMs });
}
