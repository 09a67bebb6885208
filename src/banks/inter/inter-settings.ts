import { z } from "zod";
import { certificateSettings, commonSettings, secretFile } from "../rest/read-settings.ts";

/** Settings of a bank wallet at Inter: terms of the contract, and paths of its secrets. */
export const interSettings = z.strictObject({
  bank: z.literal("inter", "esperado inter"),
  ...commonSettings,
  ...certificateSettings,
  clientSecretFile: secretFile,
  /** Required by Inter if the application has access to more than one account. */
  contaCorrente: z
    .string()
    .regex(/^[1-9]\d{3,11}$/, "esperado o número da conta com o dígito, só números e sem zeros à esquerda")
    .optional(),
});
