import { z } from "zod";
import { certificateSettings, commonSettings } from "../rest/read-settings.ts";

/** Settings of a bank wallet at Sicoob: terms of the contract, and paths of its secrets. */
export const sicoobSettings = z.strictObject({
  bank: z.literal("sicoob", "esperado sicoob"),
  ...commonSettings,
  ...certificateSettings,
  contaCorrente: z.string().regex(/^\d{1,12}$/, "esperado o número da conta com dígito, só números"),
  /** Whether the API's nosso número includes its check digit: the documentation does not say. */
  nossoNumeroWithDigit: z.boolean().default(true),
  /** Kind of document (espécie), such as DS for Duplicata de Serviço. */
  especie: z.enum(["DM", "DMI", "DS", "DSI", "NP", "RC"]).default("DS"),
});

/** Validated settings. */
export type SicoobSettings = z.infer<typeof sicoobSettings>;
