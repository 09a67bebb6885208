import { z } from "zod";
import { certificateSettings, commonSettings, secretFile } from "../rest/read-settings.ts";

/** A bank wallet at Banco do Brasil: facts of the contract, and the paths of its secrets. */
export const bbSettings = z
  .strictObject({
    bank: z.literal("bb", "esperado bb"),
    ...commonSettings,
    certFile: certificateSettings.certFile.optional(),
    keyFile: certificateSettings.keyFile.optional(),
    clientSecretFile: secretFile,
    appKeyFile: secretFile,
    variacao: z.int("esperada a variação da carteira, um número").min(0).max(999),
    modalidade: z.union([z.literal(1), z.literal(4)], "esperado 1 ou 4").default(1),
    /** What the sources disagree about. */
    cancelMethod: z.enum(["POST", "PATCH"], "esperado POST ou PATCH").default("POST"),
    /** What a boleto stands for: 2 is a Duplicata Mercantil, 4 one of services. */
    tipoTitulo: z.int().min(1).max(99).default(4),
  })
  .refine(({ certFile, keyFile }) => (certFile === undefined) === (keyFile === undefined), {
    path: ["keyFile"],
    message: "certFile e keyFile vêm juntos",
  });

/** Settings as they were checked. */
export type BbSettings = z.infer<typeof bbSettings>;
