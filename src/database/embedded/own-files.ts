import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { AppError } from "../../core/app-error.ts";
import type { ServerUser } from "./server-user.ts";

/**
 * The server's folder belongs to the user of the server, but root opens files in it as well. A symbolic link in place
 * of a file could make root read, write or give away any file of the machine. For this reason links are refused, and
 * only files that were created just now change their owner. Opening a pipe must not block. (Windows has neither of the
 * two flags.)
 */
const safeFlags = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens a file for reading and appending, creating it if necessary. Throws AppError if the path is a symbolic link. */
export function openOwnFile(file: string, user: Pick<ServerUser, "owner">): number {
  const flags = constants.O_RDWR | constants.O_APPEND | safeFlags;
  try {
    return withOwner(openSync(file, flags | constants.O_CREAT | constants.O_EXCL, 0o600), user);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  return openExisting(file, flags);
}

/** Reads a file. Throws AppError if the path is a symbolic link. */
export function readOwnFile(file: string): Buffer {
  const fd = openExisting(file, constants.O_RDONLY | safeFlags);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Replaces a file by a new one that contains `text`, and flushes it to disk. Throws AppError if the path is a symbolic
 * link.
 */
export function writeOwnFile(file: string, text: string, user: Pick<ServerUser, "owner">): void {
  refuseLink(file);
  rmSync(file, { force: true });
  const fd = withOwner(openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600), user);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Creates a folder that only its owner may enter, if it is missing. Throws AppError if the path is a symbolic link. */
export function makeOwnFolder(folder: string, user: Pick<ServerUser, "owner">): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (!lstatSync(folder).isDirectory()) throw linkRefused(folder, error);
  }
  if (user.owner) closeSync(withOwner(openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | safeFlags), user));
}

/** Flushes a folder to disk: the name of a new file is safe only after that. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(folder, constants.O_RDONLY);
  fsyncSync(fd);
  closeSync(fd);
}

function withOwner(fd: number, { owner }: Pick<ServerUser, "owner">): number {
  if (owner) fchownSync(fd, owner.uid, owner.gid);
  return fd;
}

function openExisting(file: string, flags: number): number {
  let fd: number;
  try {
    fd = openSync(file, flags);
  } catch (error) {
    throw ["ELOOP", "EISDIR", "ENXIO"].includes(codeOf(error) ?? "") ? linkRefused(file, error) : error;
  }
  const stats = fstatSync(fd);
  // A second hard link may mean that the file is somebody else's.
  if (stats.isFile() && stats.nlink <= 1) return fd;
  closeSync(fd);
  throw linkRefused(file);
}

function refuseLink(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats && (stats.isSymbolicLink() || (stats.isFile() && stats.nlink > 1))) throw linkRefused(file);
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const linkRefused = (file: string, cause?: unknown) =>
  new AppError(
    "data-folder-link",
    `"${file}" é um link, ou outra coisa que não é do banco, e por segurança não foi aberto. Confira quem o pôs ali e apague-o.`,
    { cause },
  );
