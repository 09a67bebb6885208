import { pino } from "pino";
import pretty from "pino-pretty";

/** Fields that never reach a log, at the top or up to four levels down. */
export const secretFields = [
  "authorization",
  "cookie",
  "token",
  "key",
  "hash",
  "password",
  "document",
  "cpf",
  "cnpj",
  "phone",
  "address",
  "email",
  "name",
  "firstName",
  "text",
  "body",
  "linhaDigitavel",
  "codigoBarras",
  "campoLivre",
  "slip",
] as const;

export type Logger = pino.Logger;

/** The one logger of a process: JSON lines on standard error, readable ones on a terminal. */
export function createLogger(level: string): Logger {
  const paths = secretFields.flatMap((field) => [0, 1, 2, 3, 4].map((depth) => `${"*.".repeat(depth)}${field}`));
  const destination = process.stderr.isTTY
    ? pretty({ destination: 2, sync: true })
    : pino.destination({ dest: 2, sync: true });
  // pino's own "name" and "hostname" say nothing here and would be redacted anyway.
  return pino({ level, base: null, redact: { paths, censor: "[oculto]" } }, destination);
}
