import { z } from "zod";
import { certificateSettings, commonSettings } from "../rest/read-settings.ts";

/** A bank wallet at Sicoob: facts of the contract, and the paths of its secrets. */
export const sicoobSettings = z.strictObject({
  bank: z.literal("sicoob", "esperado sicoob"),
  ...commonSettings,
  ...certificateSettings,
  contaCorrente: z.string().regex(/^\d{1,12}$/, "esperado o número da conta com dígito, só números"),
  /** What the sources leave open: whether the nosso número of the API carries its check digit. */
  nossoNumeroWithDigit: z.boolean().default(true),
  /** Species of the document. */
  especie: z.enum(["DM", "DMI", "DS", "DSI", "NP", "RC"]).default("DS"),
});

/** Settings as they were checked. */
export type SicoobSettings = z.infer<typeof sicoobSettings>;
