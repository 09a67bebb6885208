import { z } from "zod";
import { commonSettings, secretFile } from "../rest/read-settings.ts";

const { caFile, apiRoot, tokenUrl, scope, callsPerMinute, readsPerMinute } = commonSettings;

/** Settings of a bank wallet at Sicredi: a key and an access code, and no certificate. */
export const sicrediSettings = z.strictObject({
  bank: z.literal("sicredi", "esperado sicredi"),
  ...{ caFile, apiRoot, tokenUrl, scope, callsPerMinute, readsPerMinute },
  /** The key of the program, from the developers' portal. */
  apiKeyFile: secretFile,
  /** The beneficiary's access code (código de acesso), from the internet banking. */
  accessCodeFile: secretFile,
  /** Whether boletos carry a PIX code (HIBRIDO), which takes a PIX key in the account. */
  pix: z.boolean("esperado true ou false").default(true),
});
