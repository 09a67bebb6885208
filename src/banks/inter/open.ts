import type { BankWebhooks } from "../../core/bank-ports.ts";
import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { paceOf } from "../rest/pace.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { createSetupDesk } from "../rest/setup-desk.ts";
import { createInter } from "./create-inter.ts";
import { interSettings } from "./inter-settings.ts";
import { createInterWebhooks } from "./inter-webhooks.ts";

const production = "https://cdpj.partners.bancointer.com.br";
const scopes = "boleto-cobranca.read boleto-cobranca.write";
/** Inter's OpenAPI: 120 calls a minute, ten in its sandbox. */
const pace = { perMinute: 120, burst: 5 };
const sandboxPace = { perMinute: 10, burst: 1 };
const sandbox = /\.uatinter\.co$/;

/** Opens a bank wallet at Inter. Throws AppError if its settings are invalid. */
export function interOf(parts: WalletParts): Registrar {
  const { call, pdf } = openInter(parts);
  return createInter({ call, clock: parts.clock, pdf });
}

/** Opens the webhook settings of a bank wallet at Inter. Throws AppError if its settings are invalid. */
export function interWebhooksOf(parts: WalletParts): BankWebhooks {
  const { desk, complaint } = createSetupDesk(parts.desk);
  return createInterWebhooks(openInter({ ...parts, desk }).call, complaint);
}

function openInter(parts: WalletParts) {
  const settings = readSettings(parts.settings, interSettings);
  const { apiRoot = production, contaCorrente, pdf } = settings;
  const call = openClient(parts, {
    apiRoot,
    tokenUrl: settings.tokenUrl ?? `${apiRoot}/oauth/v2/token`,
    scope: settings.scope ?? scopes,
    secretIn: "form",
    credentials: readCredentials(parts.settings, settings, "required"),
    pace: paceOf(settings, sandbox.test(new URL(apiRoot).hostname) ? sandboxPace : pace),
    ...(contaCorrente !== undefined && { headers: { "x-conta-corrente": contaCorrente } }),
  });
  return { call, pdf };
}
