import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tryLock, unlock } from "fs-native-extensions";
import { AppError } from "../../core/app-error.ts";
import { openOwnFile } from "./own-files.ts";
import type { ServerUser } from "./server-user.ts";

/**
 * A lock that the kernel keeps on an open file. The kernel frees the lock when the last process that has the file open
 * ends, even if the process is killed.
 */
export interface FileLock {
  /**
   * The file descriptor. A child process that inherits it keeps the lock until the child and all its own children have
   * ended.
   */
  fd: number;
  /** Takes the lock exclusively. Returns false if the lock is held through another open file. */
  tryAlone(): boolean;
  /** Takes the lock shared. Returns false if the lock is held exclusively through another open file. */
  tryShared(): boolean;
  release(): void;
  /** Closes the file. Other processes that inherited the lock keep it. */
  close(): void;
}

const pollMs = 20;

/**
 * Opens a lock file, creating it if necessary. The methods that take the lock throw AppError if the file system does
 * not support locks.
 */
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

/** Retries until the attempt succeeds (true) or the time is over (false). Rejects when the signal aborts. */
export async function within(milliseconds: number, attempt: () => boolean, signal?: AbortSignal): Promise<boolean> {
  for (const end = performance.now() + milliseconds; ; await sleep(pollMs, undefined, { signal })) {
    if (attempt()) return true;
    if (performance.now() > end) return false;
  }
}
