import { readFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";

/** Reads a text file relative to the folder. Throws AppError naming it. */
export const readFile = (folder: string, name: string): string => readBytes(folder, name).toString("utf8");

/** Reads a file relative to the folder. Throws AppError naming it. */
export function readBytes(folder: string, name: string): Buffer {
  try {
    return readFileSync(path.resolve(folder, name));
  } catch (cause) {
    throw new AppError("bank-settings", `${name}: não dá para ler este arquivo.`, { cause });
  }
}
