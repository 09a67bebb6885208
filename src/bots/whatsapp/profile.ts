import { chmodSync, mkdirSync, readlinkSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Returns the folder in which the library's LocalAuth keeps the browser profile, which contains the session. */
export const profileOf = (dir: string) => path.join(path.resolve(dir), "session");

/** Creates the profile, or closes the one that exists: whoever may read it has the number. */
export function closeProfile(dir: string): void {
  mkdirSync(profileOf(dir), { recursive: true });
  chmodSync(profileOf(dir), 0o700);
}

/** Removes the lock that a Chromium left in the profile, if that Chromium is no longer running. */
export function clearStaleLock(dir: string): void {
  const profile = profileOf(dir);
  const holder = holderOf(path.join(profile, "SingletonLock"));
  if (!holder || (holder.host === os.hostname() && isAlive(holder.pid))) return;
  for (const name of ["SingletonLock", "SingletonCookie", "SingletonSocket"])
    rmSync(path.join(profile, name), { force: true });
}

/** Deletes the browser profile and with it the session. The browser must be closed. */
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
