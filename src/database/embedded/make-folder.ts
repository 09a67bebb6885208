import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";

/**
 * Creates a folder and its parents. Returns true if the folder did not exist. Creates them one by one, because the
 * recursive mkdir of Node never returns where the system refuses folders, such as under /proc. Throws AppError, which
 * names the folder as it was configured (`configured`).
 */
export function makeFolder(folder: string, configured: string): boolean {
  if (existsSync(folder) && statSync(folder).isDirectory()) return false;
  makeFolder(path.dirname(folder), configured);
  try {
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && statSync(folder).isDirectory()) return false;
    throw new AppError(
      "data-folder",
      `A pasta de dados "${configured}" não pode ser criada. Escolha outra em DATA_DIR.`,
      {
        cause,
      },
    );
  }
}
