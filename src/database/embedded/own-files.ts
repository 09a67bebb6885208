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

/*
 * The server's folder belongs to the server's user. Root opens files in it too, and must not be led elsewhere: a link in
 * a file's place would have it read, write or give away any file of the machine. A link is refused, a pipe is not waited
 * for (Windows knows neither), and only what was made just now gets an owner.
 */
const careful = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens a file to read and append, and makes it where it is missing. Throws AppError where a link lies there. */
export function openOwnFile(file: string, user: Pick<ServerUser, "owner">): number {
  const how = constants.O_RDWR | constants.O_APPEND | careful;
  try {
    return made(openSync(file, how | constants.O_CREAT | constants.O_EXCL, 0o600), user);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  return openThere(file, how);
}

/** Throws AppError where a link lies there. */
export function readOwnFile(file: string): Buffer {
  const fd = openThere(file, constants.O_RDONLY | careful);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Puts a new file in the place of another, and its text on the disk. Throws AppError where a link lies there. */
export function writeOwnFile(file: string, text: string, user: Pick<ServerUser, "owner">): void {
  refuseLink(file);
  rmSync(file, { force: true });
  const fd = made(openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600), user);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes a folder that its owner alone may enter, where it is missing. Throws AppError where a link lies there. */
export function makeOwnFolder(folder: string, user: Pick<ServerUser, "owner">): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (!lstatSync(folder).isDirectory()) throw linked(folder, error);
  }
  if (user.owner) closeSync(made(openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | careful), user));
}

/** A new name is on the disk only once its folder is. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(folder, constants.O_RDONLY);
  fsyncSync(fd);
  closeSync(fd);
}

function made(fd: number, { owner }: Pick<ServerUser, "owner">): number {
  if (owner) fchownSync(fd, owner.uid, owner.gid);
  return fd;
}

function openThere(file: string, how: number): number {
  let fd: number;
  try {
    fd = openSync(file, how);
  } catch (error) {
    throw ["ELOOP", "EISDIR", "ENXIO"].includes(codeOf(error) ?? "") ? linked(file, error) : error;
  }
  const there = fstatSync(fd);
  // With a second name it may be somebody else's, under a name of theirs.
  if (there.isFile() && there.nlink <= 1) return fd;
  closeSync(fd);
  throw linked(file);
}

function refuseLink(file: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there && (there.isSymbolicLink() || (there.isFile() && there.nlink > 1))) throw linked(file);
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const linked = (file: string, cause?: unknown) =>
  new AppError(
    "data-folder-link",
    `"${file}" é um link, ou outra coisa que não é do banco, e por segurança não foi aberto. Confira quem o pôs ali e apague-o.`,
    { cause },
  );
