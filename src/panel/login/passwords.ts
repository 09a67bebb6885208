import { z } from "zod";

const shortest = 10;
const longest = 200;

/** A new password. Only its length is checked. */
export const newPassword = z
  .string("escreva uma senha")
  .min(shortest, `use ao menos ${shortest} letras, números ou sinais`)
  .max(longest, `use no máximo ${longest} letras`);

/** The hint below the field for a password. */
export const passwordHint = `Ao menos ${shortest} letras, números ou sinais. Uma frase que só você conhece é uma boa senha.`;
