import { z } from "zod";
import { certificateSettings, commonSettings, secretFile } from "../rest/read-settings.ts";

/** Settings of a bank wallet at Banco do Brasil: terms of the contract, and paths of its secrets. */
export const bbSettings = z.strictObject({
  bank: z.literal("bb", "esperado bb"),
  ...commonSettings,
  ...certificateSettings,
  clientSecretFile: secretFile,
  appKeyFile: secretFile,
  variacao: z.int("esperada a variação da carteira, um número").min(0).max(999),
  modalidade: z.union([z.literal(1), z.literal(4)], "esperado 1 ou 4").default(1),
  /** Ignored: files written up to 0.1 may still have it. A boleto is withdrawn with POST. */
  cancelMethod: z.unknown().optional(),
  /** The bank has enabled the list of movements (listar-retorno-movimento) for the convênio. */
  listaDeMovimentos: z.boolean("esperado true ou false").default(false),
  /** Kind of document behind the boleto: 2 is a Duplicata Mercantil, 4 a Duplicata de Serviço. */
  tipoTitulo: z.int().min(1).max(99).default(4),
});

/** Validated settings. */
export type BbSettings = z.infer<typeof bbSettings>;
