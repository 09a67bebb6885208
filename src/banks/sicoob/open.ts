import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { paceOf } from "../rest/pace.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { createSicoob } from "./create-sicoob.ts";
import { sicoobSettings } from "./sicoob-settings.ts";

const production = "https://api.sicoob.com.br/cobranca-bancaria/v3";
const login = "https://auth.sicoob.com.br/auth/realms/cooperado/protocol/openid-connect/token";
/** The bank's portal: two POST and ten GET a second. */
const pace = { perMinute: 120, readsPerMinute: 600, burst: 1 };
/** The bank's documentation names two sets of scopes; this is the one of its v3 client. */
const scopes =
  "boletos_inclusao boletos_consulta boletos_alteracao webhooks_inclusao webhooks_consulta webhooks_alteracao";

/** Opens a bank wallet at Sicoob. Throws AppError if its settings are invalid. */
export function sicoobOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, sicoobSettings);
  const call = openClient(parts, {
    apiRoot: settings.apiRoot ?? production,
    tokenUrl: settings.tokenUrl ?? login,
    scope: settings.scope ?? scopes,
    secretIn: "nowhere",
    credentials: readCredentials(parts.settings, settings, "required"),
    headers: { client_id: settings.clientId },
    pace: paceOf(settings, pace),
  });
  return createSicoob({ call, clock: parts.clock, settings });
}
