import { accessSync, constants, existsSync } from "node:fs";
import { refuseVanished, serverFolderOf } from "./embedded/choose-home.ts";
import { hasCluster } from "./embedded/cluster.ts";
import { refuseFormerEngine } from "./embedded/refuse-former-engine.ts";

/**
 * Returns true if a data folder contains an embedded database; never creates one. Throws AppError, with a sentence
 * about what is there, if the folder contains a database that this version cannot open.
 */
export function hasEmbedded(dataDir: string): boolean {
  refuseFormerEngine(dataDir);
  refuseVanished(dataDir);
  const folder = serverFolderOf(dataDir);
  // A folder that this user may not enter counts as a database: the attempt to open it explains why it is closed.
  return existsSync(folder) && (hasCluster(folder) || isClosed(folder));
}

function isClosed(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return false;
  } catch {
    return true;
  }
}
