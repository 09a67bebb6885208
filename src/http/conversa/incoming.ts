import { createHash } from "node:crypto";
import { z } from "zod";
import { createSessionCookie } from "../page/session-cookie.ts";

/**
 * The cookie with the address of the thread, which is secret. `tagOf` derives an id of the thread that may be shown in
 * pages.
 */
export const threadCookie = {
  ...createSessionCookie("conversa-demo"),
  tagOf: (address: string) => createHash("sha256").update(address).digest("hex").slice(0, 16),
};

const longest = 4096;
const tooLong = `A mensagem é longa demais: escreva até ${longest} letras.`;
const noText = "Faltou a mensagem.";
const noNumber = "list: esperado o número da lista, inteiro e positivo.";

/** Schemas for what the page sends, with a sentence for each error. */
export const incoming = {
  tooLong,
  opening: z.object({ phone: z.string().max(20) }),
  writing: z.object({
    text: z.string({ error: noText }).max(longest, tooLong).regex(/\S/, noText),
    list: z.coerce.number({ error: noNumber }).int(noNumber).nonnegative(noNumber).optional(),
    thread: z.string().optional(),
  }),
};
