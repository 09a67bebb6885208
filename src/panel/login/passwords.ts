import { z } from "zod";

const shortest = 10;
const longest = 200;

/** A new password must be long; all else is the person's own. */
export const newPassword = z
  .string("escreva uma senha")
  .min(shortest, `use ao menos ${shortest} letras, números ou sinais`)
  .max(longest, `use no máximo ${longest} letras`);

/** The sentence under the field. */
export const passwordHint = `Ao menos ${shortest} letras, números ou sinais. Uma frase que só você conhece é uma boa senha.`;
