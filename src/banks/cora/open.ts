import type { Registrar } from "../../core/ports.ts";
import { pdfFetcher } from "../rest/bank-http.ts";
import { openClient, type WalletParts } from "../rest/open-client.ts";
import { cautiousPace, paceOf } from "../rest/pace.ts";
import { readCredentials, readSettings } from "../rest/read-settings.ts";
import { coraSettings } from "./cora-settings.ts";
import { createCora } from "./create-cora.ts";

const production = "https://matls-clients.api.cora.com.br";

/** Opens a bank wallet at Cora (Integração Direta). Throws AppError if its settings are invalid. */
export function coraOf(parts: WalletParts): Registrar {
  const settings = readSettings(parts.settings, coraSettings);
  const credentials = readCredentials(parts.settings, settings, "required");
  const { apiRoot = production, pix } = settings;
  const call = openClient(parts, {
    apiRoot,
    tokenUrl: settings.tokenUrl ?? `${apiRoot}/token`,
    secretIn: "nowhere",
    credentials,
    pace: paceOf(settings, cautiousPace),
  });
  return createCora({
    call,
    clock: parts.clock,
    pix,
    isStage: new URL(apiRoot).hostname.endsWith(".stage.cora.com.br"),
    ...(settings.pdf === "bank" && { fetchPdf: pdfFetcher(credentials, parts.callMs) }),
  });
}
