import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { createSicoob } from "./create-sicoob.ts";
import { clientOf } from "./issue-request.ts";
import { sicoobSettings } from "./sicoob-settings.ts";

const production = "https://api.sicoob.com.br/cobranca-bancaria/v3";
const login = "https://auth.sicoob.com.br/auth/realms/cooperado/protocol/openid-connect/token";
/** Only what is called: a scope that the application does not have costs the whole token (invalid_scope). */
const scopes = "boletos_inclusao boletos_consulta boletos_alteracao";

/** Opens a bank wallet at Sicoob. Throws AppError if its settings are invalid. */
export function sicoobOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, sicoobSettings);
  const call = openClient(parts, {
    apiRoot: settings.apiRoot ?? production,
    tokenUrl: settings.tokenUrl ?? login,
    scope: settings.scope ?? scopes,
    secretIn: "nowhere",
    credentials: readCredentials(parts.settings, settings),
    headers: { client_id: settings.clientId },
  });
  return createSicoob({ call, clock: parts.clock, settings, client: clientOf(parts.bankWallet.account) });
}
