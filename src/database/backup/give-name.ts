import { closeSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { flushFolder } from "../embedded/own-files.ts";

type Files = Pick<typeof import("node:fs"), "linkSync">;

/**
 * Gives a finished file its final name and flushes the name to disk. Returns false, and changes nothing, if the name is
 * taken.
 */
export function giveName(partial: string, file: string, { linkSync: link }: Files = { linkSync }): boolean {
  try {
    link(partial, file);
    rmSync(partial);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!withoutLinks.has(codeOf(error))) throw error;
    if (!renameIfFree(partial, file)) return false;
  }
  flushIfPossible(path.dirname(file));
  return true;
}

/** Error codes of file systems without hard links. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK", "UNKNOWN"]);

/**
 * Reserves the name with an empty file, then replaces that file. A plain rename would overwrite a file of somebody
 * else.
 */
function renameIfFree(partial: string, file: string): boolean {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  try {
    renameSync(partial, file);
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Flushes a folder, unless it may not be opened for reading or its file system cannot flush folders. */
function flushIfPossible(folder: string): void {
  try {
    flushFolder(folder);
  } catch (error) {
    if (!["EACCES", "EPERM", "EINVAL", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(error))) throw error;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";
