import { z } from "zod";
import { certificateSettings, commonSettings, secretFile } from "../rest/read-settings.ts";

/** A bank wallet at Inter: facts of the contract, and the paths of its secrets. */
export const interSettings = z.strictObject({
  bank: z.literal("inter", "esperado inter"),
  ...commonSettings,
  ...certificateSettings,
  clientSecretFile: secretFile,
  /** Where the application sees more than one account. */
  contaCorrente: z
    .string()
    .regex(/^\d{4,12}$/, "esperado o número da conta, só números")
    .optional(),
});
