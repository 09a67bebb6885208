import type { BankWebhooks } from "../../core/bank-ports.ts";
import type { Registrar } from "../../core/ports.ts";
import type { BankClient } from "../rest/create-bank-client.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { paceOf } from "../rest/pace.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { createSetupDesk } from "../rest/setup-desk.ts";
import { createSicoob } from "./create-sicoob.ts";
import { clientOf } from "./issue-request.ts";
import { type SicoobSettings, sicoobSettings } from "./sicoob-settings.ts";
import { createSicoobWebhooks } from "./sicoob-webhooks.ts";

const production = "https://api.sicoob.com.br/cobranca-bancaria/v3";
const login = "https://auth.sicoob.com.br/auth/realms/cooperado/protocol/openid-connect/token";
/** The bank's portal: two POST and ten GET a second. */
const pace = { perMinute: 120, readsPerMinute: 600, burst: 1 };
/** Only what is called: a scope that the application does not have costs the whole token (invalid_scope). */
const scopes = "boletos_inclusao boletos_consulta boletos_alteracao";

const webhookScopes = "webhooks_inclusao webhooks_consulta webhooks_alteracao";

/** Opens a bank wallet at Sicoob. Throws AppError if its settings are invalid. */
export function sicoobOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, sicoobSettings);
  const call = openSicoob(parts, settings, settings.scope ?? scopes);
  return createSicoob({ call, clock: parts.clock, settings, client: clientOf(parts.bankWallet.account) });
}

/** Opens the webhook settings of a bank wallet at Sicoob, with scopes that nothing else needs. */
export function sicoobWebhooksOf(parts: WalletParts): BankWebhooks {
  const { desk, complaint } = createSetupDesk(parts.desk);
  const settings = readSettings(parts.settings, sicoobSettings);
  return createSicoobWebhooks(openSicoob({ ...parts, desk }, settings, webhookScopes), complaint);
}

function openSicoob(parts: WalletParts, settings: SicoobSettings, scope: string): BankClient {
  return openClient(parts, {
    apiRoot: settings.apiRoot ?? production,
    tokenUrl: settings.tokenUrl ?? login,
    scope,
    secretIn: "nowhere",
    credentials: readCredentials(parts.settings, settings, "required"),
    headers: { client_id: settings.clientId },
    pace: paceOf(settings, pace),
  });
}
