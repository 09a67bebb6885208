import type { Registrar } from "../../core/ports.ts";
import { createBankHttp, pdfFetcher } from "../rest/bank-http.ts";
import { createBankClient } from "../rest/create-bank-client.ts";
import type { WalletParts } from "../rest/open-client.ts";
import { cautiousPace, clientOf, paceOf } from "../rest/pace.ts";
import { readFile } from "../rest/read-file.ts";
import { readSettings } from "../rest/read-settings.ts";
import { asaasSettings } from "./asaas-settings.ts";
import { createAsaas } from "./create-asaas.ts";

const production = "https://api.asaas.com/v3";

/** Opens a bank wallet at Asaas. Throws AppError if its settings are invalid. */
export function asaasOf({ settings: file, bankWallet, desk, clock, callMs }: WalletParts): Registrar {
  const settings = readSettings(file, asaasSettings);
  const key = readFile(file.folder, settings.apiKeyFile).trim();
  const trust = settings.caFile === undefined ? {} : { ca: readFile(file.folder, settings.caFile) };
  const { bankCode } = bankWallet;
  const { apiRoot = production } = settings;
  const call = createBankClient({
    bankCode,
    bankWalletId: bankWallet.id,
    apiRoot,
    http: createBankHttp({ clientId: "", ...trust }),
    // The key does not expire, so there is no other to be had if it is refused.
    tokens: { current: async () => key, refused: async () => {} },
    tokenHeader: "access_token",
    // Accounts opened since June 2024 must name their program.
    headers: { "user-agent": "Faturabot" },
    pace: paceOf(settings, cautiousPace),
    client: clientOf(bankCode, apiRoot, key),
    desk,
    clock,
    callMs,
  });
  return createAsaas({ call, clock, ...(settings.pdf === "bank" && { fetchPdf: pdfFetcher(trust, callMs) }) });
}
