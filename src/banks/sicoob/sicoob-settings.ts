import { z } from "zod";
import { certificateSettings, commonSettings } from "../rest/read-settings.ts";

/** Kinds of document (espécie), from the bank's OpenAPI file 3.0.8. */
const especies = [
  ...["CH", "DM", "DMI", "DS", "DSI", "DR", "LC", "NCC", "NCE", "NCI", "NCR", "NP", "NPR"],
  ...["TM", "TS", "NS", "RC", "FAT", "ND", "AP", "ME", "PC", "NF", "DD", "BDP", "OU"],
] as const;

/** Settings of a bank wallet at Sicoob: terms of the contract, and paths of its secrets. */
export const sicoobSettings = z.strictObject({
  bank: z.literal("sicoob", "esperado sicoob"),
  ...commonSettings,
  ...certificateSettings,
  contaCorrente: z.string().regex(/^\d{1,12}$/, "esperado o número da conta com dígito, só números"),
  /** Kind of document, such as DS for Duplicata de Serviço. */
  especie: z.enum(especies, `esperado um destes: ${especies.join(", ")}`).default("DS"),
  /** Ignored: files written up to 0.1 may still have it. The nosso número always includes its check digit. */
  nossoNumeroWithDigit: z.unknown().optional(),
});

/** Validated settings. */
export type SicoobSettings = z.infer<typeof sicoobSettings>;
