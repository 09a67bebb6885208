import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";

/**
 * Makes a folder and those above it; true where it was not there. Folder by folder, since the recursive call of Node
 * never returns where the system refuses a folder, as under /proc. Throws AppError under the name that was configured.
 */
export function makeFolder(folder: string, named: string): boolean {
  if (existsSync(folder) && statSync(folder).isDirectory()) return false;
  makeFolder(path.dirname(folder), named);
  try {
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && statSync(folder).isDirectory()) return false;
    throw new AppError("data-folder", `A pasta de dados "${named}" não pode ser criada. Escolha outra em DATA_DIR.`, {
      cause,
    });
  }
}
