import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** Permissions of everybody else on the machine. The group is the installer's to choose (0640 with a group of its own). */
const read = 0o004;
const write = 0o002;
const pass = 0o001;

/**
 * Returns the files below these paths (files or folders; missing ones are left out) that any user of this machine can
 * read or replace. A file in a folder that others cannot enter is safe, whatever its own permissions are.
 */
export function exposedFiles(paths: readonly string[]): string[] {
  if (process.platform === "win32") return [];
  return paths.filter(existsSync).flatMap((one) => {
    const whole = realpathSync(one);
    return isReachable(path.dirname(whole)) ? exposedIn(whole).map((file) => path.join(one, file)) : [];
  });
}

function exposedIn(whole: string, inside = ""): string[] {
  const file = path.join(whole, inside);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return (stats.mode & (read | write)) === 0 ? [] : [inside];
  const below =
    (stats.mode & pass) === 0 ? [] : readdirSync(file).flatMap((name) => exposedIn(whole, path.join(inside, name)));
  // In a folder that others may write, each file can be replaced. With the sticky bit, only its owner can do that.
  const isOpen = (stats.mode & write) !== 0 && (stats.mode & 0o1000) === 0;
  return isOpen ? [inside, ...below] : below;
}

/** Returns true if everybody may pass through a folder and all folders above it. */
function isReachable(folder: string): boolean {
  const above = path.dirname(folder);
  return (statSync(folder).mode & pass) !== 0 && (above === folder || isReachable(above));
}
