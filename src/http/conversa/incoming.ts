import { z } from "zod";

const longest = 4096;
const tooLong = `A mensagem é longa demais: escreva até ${longest} letras.`;
const noText = "Faltou a mensagem.";
const noNumber = "list: esperado o número da lista, inteiro e positivo.";

/** What the page may send, with a sentence for each thing that is wrong. */
export const incoming = {
  tooLong,
  opening: z.object({ phone: z.string().max(20) }),
  writing: z.object({
    text: z.string({ error: noText }).max(longest, tooLong).regex(/\S/, noText),
    list: z.coerce.number({ error: noNumber }).int(noNumber).nonnegative(noNumber).optional(),
    thread: z.string().optional(),
  }),
};
