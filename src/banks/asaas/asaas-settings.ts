import { z } from "zod";
import { commonSettings, secretFile } from "../rest/read-settings.ts";

const { caFile, apiRoot, pdf, callsPerMinute, readsPerMinute } = commonSettings;

/** Settings of a bank wallet at Asaas: a key, and no certificate. */
export const asaasSettings = z.strictObject({
  bank: z.literal("asaas", "esperado asaas"),
  ...{ caFile, apiRoot, pdf, callsPerMinute, readsPerMinute },
  apiKeyFile: secretFile,
});
