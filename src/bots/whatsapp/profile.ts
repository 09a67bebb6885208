import { readlinkSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Where the library's LocalAuth keeps the browser profile, and in it the session. */
export const profileOf = (dir: string) => path.join(path.resolve(dir), "session");

/** Takes off the lock of a Chromium that is no more; one that lives keeps it. */
export function clearStaleLock(dir: string): void {
  const profile = profileOf(dir);
  const holder = holderOf(path.join(profile, "SingletonLock"));
  if (!holder || (holder.host === os.hostname() && isAlive(holder.pid))) return;
  for (const name of ["SingletonLock", "SingletonCookie", "SingletonSocket"])
    rmSync(path.join(profile, name), { force: true });
}

/** Forgets the session. Only with the browser closed. */
export function wipeProfile(dir: string): void {
  rmSync(profileOf(dir), { recursive: true, force: true, maxRetries: 4 });
}

function holderOf(lock: string): { host: string; pid: number } | undefined {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(lock)) ?? [];
    return host === undefined ? undefined : { host, pid: Number(pid) };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
