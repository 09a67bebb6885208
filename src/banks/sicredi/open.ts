import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { cautiousPace, paceOf } from "../rest/pace.ts";
import { readFile } from "../rest/read-file.ts";
import { readSettings } from "../rest/read-settings.ts";
import { createSicredi } from "./create-sicredi.ts";
import { sicrediSettings } from "./sicredi-settings.ts";

const production = "https://api-parceiro.sicredi.com.br/cobranca/boleto/v1";
const login = "https://api-parceiro.sicredi.com.br/auth/openapi/token";

/** Opens a bank wallet at Sicredi, API Cobrança v1. Throws AppError if its settings are invalid. */
export function sicrediOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, sicrediSettings);
  const read = (name: string) => readFile(parts.settings.folder, name).trim();
  const { agencia = "", posto = "", beneficiario = "" } = parts.bankWallet.account;
  const apiKey = read(settings.apiKeyFile);
  const accessCode = read(settings.accessCodeFile);
  // The user is the beneficiary's code followed by the cooperative's.
  const username = `${beneficiario}${agencia}`;
  const { caFile } = settings;
  const call = openClient(parts, {
    apiRoot: settings.apiRoot ?? production,
    tokenUrl: settings.tokenUrl ?? login,
    scope: settings.scope ?? "cobranca",
    secretIn: "nowhere",
    password: { username, password: accessCode, headers: { "x-api-key": apiKey, context: "COBRANCA" } },
    credentials: {
      clientId: username,
      clientSecret: accessCode,
      ...(caFile !== undefined && { ca: readFile(parts.settings.folder, caFile) }),
    },
    pace: paceOf(settings, cautiousPace),
    headers: { "x-api-key": apiKey, cooperativa: agencia, posto },
  });
  return createSicredi({ call, clock: parts.clock, pix: settings.pix, codigoBeneficiario: beneficiario });
}
