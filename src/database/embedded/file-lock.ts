import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tryLock, unlock } from "fs-native-extensions";
import { AppError } from "../../core/app-error.ts";
import { openOwnFile } from "./own-files.ts";
import type { ServerUser } from "./server-user.ts";

/** A lock that the kernel keeps on an open file: it ends with the last process that has the file open, however that ends. */
export interface FileLock {
  /** Handed to a child process, the lock lives as long as the child and all of its children. */
  fd: number;
  /** False where another open file holds it, alone or shared. */
  tryAlone(): boolean;
  /** False where another open file holds it alone. */
  tryShared(): boolean;
  release(): void;
  /** Closes the file, and with it this process's part of the lock. */
  close(): void;
}

const pollMs = 20;

/** Opens a file to lock, and makes it where it is missing. Throws AppError where its file system keeps no locks. */
export function openFileLock(file: string, user: Pick<ServerUser, "owner">): FileLock {
  const fd = openOwnFile(file, user);
  const attempt = (shared: boolean) => {
    try {
      return tryLock(fd, { shared });
    } catch (cause) {
      throw new AppError(
        "no-locks",
        `O sistema de arquivos de "${file}" não aceita travas, e sem elas dois processos estragariam o banco. Escolha outra pasta em DATA_DIR, num disco local.`,
        { cause },
      );
    }
  };
  return {
    fd,
    tryAlone: () => attempt(false),
    tryShared: () => attempt(true),
    release: () => unlock(fd),
    close: () => closeSync(fd),
  };
}

/** True once the attempt succeeds, false when that did not happen within the milliseconds given. Rejects when aborted. */
export async function within(milliseconds: number, attempt: () => boolean, signal?: AbortSignal): Promise<boolean> {
  for (const end = performance.now() + milliseconds; ; await sleep(pollMs, undefined, { signal })) {
    if (attempt()) return true;
    if (performance.now() > end) return false;
  }
}
