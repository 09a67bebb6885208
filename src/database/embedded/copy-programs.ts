import { randomUUID } from "node:crypto";
import { cpSync, existsSync, lchownSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import { mendLinks, type NativeServer, nativeServerIn } from "./native-server.ts";

/**
 * Copies the programs of PostgreSQL into a server's folder, once for each version, so that the owner of the folder can
 * run them. Throws AppError if that fails.
 */
export function copyPrograms(native: NativeServer, home: string): NativeServer {
  const folder = path.join(home, `programs-${native.version}`);
  const copy = nativeServerIn(folder, native.version);
  if (existsSync(folder)) return copy;
  const partial = path.join(home, `programs-${randomUUID()}.part`);
  try {
    cpSync(native.folder, partial, { recursive: true, verbatimSymlinks: true });
    mendLinks({ ...native, folder: partial });
    giveTo(partial, statSync(home));
    renameSync(partial, folder);
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    // If the copy exists now, another process made it first.
    if (!existsSync(folder))
      throw new AppError("data-folder", `Os programas do banco não puderam ser copiados para "${home}".`, { cause });
  }
  return copy;
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  if (process.getuid?.() !== 0) return;
  for (const name of ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })])
    lchownSync(path.join(folder, name), uid, gid);
}
