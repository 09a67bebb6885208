import { accessSync, constants, existsSync } from "node:fs";
import { refuseVanished, serverFolderOf } from "./embedded/choose-home.ts";
import { hasCluster } from "./embedded/cluster.ts";
import { refuseFormerEngine } from "./embedded/refuse-former-engine.ts";

/**
 * Whether a data folder has a database of its own; makes none. Throws AppError, saying what is there, where it has one
 * that cannot be opened as it lies.
 */
export function hasEmbedded(dataDir: string): boolean {
  refuseFormerEngine(dataDir);
  refuseVanished(dataDir);
  const folder = serverFolderOf(dataDir);
  // Whoever opens it is told why it is closed to them.
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
