import { closeSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { flushFolder } from "../embedded/own-files.ts";

type Files = Pick<typeof import("node:fs"), "linkSync">;

/** Gives a finished file its name, which is on the disk then. False where another file has it: that one stays as it is. */
export function giveName(half: string, file: string, { linkSync: link }: Files = { linkSync }): boolean {
  try {
    link(half, file);
    rmSync(half);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!withoutLinks.has(codeOf(error))) throw error;
    if (!moveToFree(half, file)) return false;
  }
  flushIfPossible(path.dirname(file));
  return true;
}

/** What file systems say that know no second name of a file. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK", "UNKNOWN"]);

/** An empty file keeps the name free of others until the real one is there. */
function moveToFree(half: string, file: string): boolean {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  try {
    renameSync(half, file);
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Some folders may be written to and not read, and some file systems flush no folder. */
function flushIfPossible(folder: string): void {
  try {
    flushFolder(folder);
  } catch (error) {
    if (!["EACCES", "EPERM", "EINVAL", "ENOTSUP", "EOPNOTSUPP"].includes(codeOf(error))) throw error;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";
