import type { Registrar } from "../../core/ports.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { cautiousPace, paceOf } from "../rest/pace.ts";
import { readFile } from "../rest/read-file.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { bbSettings } from "./bb-settings.ts";
import { createBancoDoBrasil } from "./create-banco-do-brasil.ts";

const production = "https://api.bb.com.br/cobrancas/v2";
const login = "https://oauth.bb.com.br/oauth/token";
const scopes = "cobrancas.boletos-info cobrancas.boletos-requisicao";

/** Opens a bank wallet at Banco do Brasil. Throws AppError if its settings are invalid. */
export function bancoDoBrasilOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, bbSettings);
  const call = openClient(parts, {
    apiRoot: settings.apiRoot ?? production,
    tokenUrl: settings.tokenUrl ?? login,
    scope: settings.scope ?? scopes,
    secretIn: "header",
    credentials: readCredentials(parts.settings, settings),
    pace: paceOf(settings, cautiousPace),
    query: { "gw-dev-app-key": readFile(parts.settings.folder, settings.appKeyFile).trim() },
  });
  return createBancoDoBrasil({
    call,
    desk: parts.desk,
    clock: parts.clock,
    settings,
    account: parts.bankWallet.account,
  });
}
