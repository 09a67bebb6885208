import { existsSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import { serverFolderOf } from "./choose-home.ts";

/**
 * Throws AppError if a data folder contains no database but that of PGlite, which versions up to 0.1 kept in the
 * subfolder `postgres`.
 */
export function refuseFormerEngine(dataDir: string): void {
  const former = path.join(dataDir, "postgres");
  if (existsSync(path.join(former, "PG_VERSION")) && !existsSync(serverFolderOf(dataDir)))
    throw new AppError(
      "former-engine",
      `A pasta "${dataDir}" tem um banco de uma versão anterior (PGlite), que esta não lê e deixa como está. Escolha outra pasta em DATA_DIR. O CHANGELOG diz qual foi a última versão que o lê.`,
    );
}
