import { randomUUID } from "node:crypto";
import { cpSync, existsSync, lchownSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import { mendLinks, type NativeServer, nativeServerIn } from "./native-server.ts";

/** A copy of the programs that the owner of a server's folder may run; made once for each version. Throws AppError. */
export function copyPrograms(native: NativeServer, home: string): NativeServer {
  const folder = path.join(home, `programs-${native.version}`);
  const copy = nativeServerIn(folder, native.version);
  if (existsSync(folder)) return copy;
  const half = path.join(home, `programs-${randomUUID()}.part`);
  try {
    cpSync(native.folder, half, { recursive: true, verbatimSymlinks: true });
    mendLinks({ ...native, folder: half });
    giveTo(half, statSync(home));
    renameSync(half, folder);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    // Another process was faster.
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
