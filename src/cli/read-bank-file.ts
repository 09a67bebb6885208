import { readFileSync } from "node:fs";
import { AppError } from "../core/app-error.ts";

const words: Readonly<Record<string, string>> = {
  ENOENT: "não existe",
  EISDIR: "é uma pasta; esperado um arquivo",
  EACCES: "não pode ser lido: falta permissão",
  EPERM: "não pode ser lido: falta permissão",
};

/** The bytes of a file. Throws AppError with a sentence where it cannot be read. */
export function readBankFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const why = words[(cause as NodeJS.ErrnoException).code ?? ""] ?? "não pode ser lido";
    throw new AppError("file", `O arquivo "${file}" ${why}.`, { cause });
  }
}
