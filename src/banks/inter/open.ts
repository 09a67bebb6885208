import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { paceOf } from "../rest/pace.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { createInter } from "./create-inter.ts";
import { interSettings } from "./inter-settings.ts";

const production = "https://cdpj.partners.bancointer.com.br";
const scopes = "boleto-cobranca.read boleto-cobranca.write";
/** Inter's OpenAPI: 120 calls a minute, ten in its sandbox. */
const pace = { perMinute: 120, burst: 5 };
const sandboxPace = { perMinute: 10, burst: 1 };
const sandbox = /\.uatinter\.co$/;

/** Opens a bank wallet at Inter. Throws AppError if its settings are invalid. */
export function interOf(parts: WalletParts): Registrar {
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
  return createInter({ call, clock: parts.clock, pdf });
}
