import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import type { ServerHome } from "./choose-home.ts";
import type { FileLock } from "./file-lock.ts";
import { flushFolder, readOwnFile, writeOwnFile } from "./own-files.ts";
import { faultOf } from "./server-fault.ts";

/** The server's files. */
export const clusterFolder = (folder: string): string => path.join(folder, "data");

/** Holds the password of the server's only role. */
export const passwordFile = (folder: string): string => path.join(folder, "password");

/** A folder's password. Throws AppError where a link lies in its place. */
export const readPassword = (folder: string): string => readOwnFile(passwordFile(folder)).toString();

/** Whether a server was ever made in a folder. */
export const hasCluster = (folder: string): boolean => existsSync(path.join(clusterFolder(folder), "PG_VERSION"));

/**
 * Makes the server's files, once: UTF-8, UTC and checksums, whatever the machine's locale and zone, and a password that
 * the folder's owner alone can read. Interrupted, the next call begins anew. `life` is held meanwhile. Throws AppError with the reason, or where the files are of another major version.
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
  const half = path.join(folder, "data.part");
  rmSync(half, { recursive: true, force: true });
  const password = passwordFile(folder);
  writeOwnFile(password, randomBytes(24).toString("base64url"), user);
  // On the disk before anything that only it opens.
  flushFolder(folder);
  const options = [
    ...["--pgdata", half, "--username", "postgres", "--auth", "scram-sha-256", "--pwfile", password],
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--data-checksums", "--no-instructions", "--set", "timezone=UTC", "--set", "log_timezone=UTC"],
    // For the server that initdb itself runs, before the settings of ours are told.
    ...["--set", "dynamic_shared_memory_type=mmap"],
  ];
  // With the lock: killed meanwhile, this process would leave it writing.
  const made = user.run(native.program("initdb"), options, life.fd);
  if (!made.ok) {
    const fault = faultOf(made.output, folder);
    rmSync(half, { recursive: true, force: true });
    throw fault;
  }
  renameSync(half, data);
  flushFolder(folder);
}
