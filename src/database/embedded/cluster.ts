import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import type { ServerHome } from "./choose-home.ts";
import type { FileLock } from "./file-lock.ts";
import { flushFolder, readOwnFile, writeOwnFile } from "./own-files.ts";
import { faultOf } from "./server-fault.ts";

/** The folder of PostgreSQL's own files. */
export const clusterFolder = (folder: string): string => path.join(folder, "data");

/** The file with the password of the server's only role. */
export const passwordFile = (folder: string): string => path.join(folder, "password");

/** Reads that password. Throws AppError if the file is a link. */
export const readPassword = (folder: string): string => readOwnFile(passwordFile(folder)).toString();

/** True if a cluster was ever created in a folder. */
export const hasCluster = (folder: string): boolean => existsSync(path.join(clusterFolder(folder), "PG_VERSION"));

/**
 * Creates the cluster if there is none: UTF-8, UTC and checksums, whatever the machine's locale and time zone, and a
 * password that only the folder's owner can read. After an interruption the next call starts over. The caller holds
 * `life`. Throws AppError with the reason if it fails, or if the files are of another major version.
 */
export function makeCluster({ folder, user, native }: ServerHome, life: FileLock): void {
  const data = clusterFolder(folder);
  if (hasCluster(folder)) {
    const major = readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
    if (major === native.major) return;
    throw new AppError(
      "other-major",
      `O banco em "${folder}" é do PostgreSQL ${major}, e este programa traz o ${native.major}. Com a versão anterior do Faturabot faça \`faturabot backup\`, e com esta \`faturabot restore\` numa pasta nova (DATA_DIR).`,
    );
  }
  const partial = path.join(folder, "data.part");
  rmSync(partial, { recursive: true, force: true });
  const password = passwordFile(folder);
  writeOwnFile(password, randomBytes(24).toString("base64url"), user);
  // The password is on disk before a cluster exists that needs it.
  flushFolder(folder);
  const options = [
    ...["--pgdata", partial, "--username", "postgres", "--auth", "scram-sha-256", "--pwfile", password],
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--data-checksums", "--no-instructions", "--set", "timezone=UTC", "--set", "log_timezone=UTC"],
    // For the server that initdb itself runs; our settings come later, on the command line.
    ...["--set", "dynamic_shared_memory_type=mmap"],
  ];
  // initdb inherits the lock: if this process is killed, initdb may go on writing.
  const initdb = user.run(native.program("initdb"), options, life.fd);
  if (!initdb.ok) {
    const fault = faultOf(initdb.output, folder);
    rmSync(partial, { recursive: true, force: true });
    throw fault;
  }
  renameSync(partial, data);
  flushFolder(folder);
}
