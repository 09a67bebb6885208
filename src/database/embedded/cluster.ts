import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import type { ServerHome } from "./choose-home.ts";
import type { FileLock } from "./file-lock.ts";
import { flushFolder, readOwnFile, writeOwnFile } from "./own-files.ts";
import { faultOf } from "./server-fault.ts";

/** The folder with the files of PostgreSQL itself. */
export const clusterFolder = (folder: string): string => path.join(folder, "data");

/** The file with the password of the only role of the server. */
export const passwordFile = (folder: string): string => path.join(folder, "password");

/** Reads the password of the only role. Throws AppError if the file is a symbolic link. */
export const readPassword = (folder: string): string => readOwnFile(passwordFile(folder)).toString();

/** Returns true if a cluster (a database directory of PostgreSQL) was ever created in a folder. */
export const hasCluster = (folder: string): boolean => existsSync(path.join(clusterFolder(folder), "PG_VERSION"));

/**
 * Creates the cluster if there is none: in UTF-8 and UTC whatever the locale and time zone of the machine, with
 * checksums, and with a password that only the owner of the folder can read. After an interruption, the next call
 * starts over. The caller must hold the lock `life`. Throws AppError with the reason if the creation fails, or if the
 * files belong to another major version of PostgreSQL.
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
  // The password must be on disk before there is a cluster that needs it.
  flushFolder(folder);
  const options = [
    ...["--pgdata", partial, "--username", "postgres", "--auth", "scram-sha-256", "--pwfile", password],
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--data-checksums", "--no-instructions", "--set", "timezone=UTC", "--set", "log_timezone=UTC"],
    // Settings for the server that initdb runs. The settings of our own server are given on its command line.
    ...["--set", "dynamic_shared_memory_type=mmap"],
  ];
  // initdb inherits the lock, because initdb may go on writing after this process was killed.
  const initdb = user.run(native.program("initdb"), options, life.fd);
  if (!initdb.ok) {
    const fault = faultOf(initdb.output, folder);
    rmSync(partial, { recursive: true, force: true });
    throw fault;
  }
  renameSync(partial, data);
  flushFolder(folder);
}
