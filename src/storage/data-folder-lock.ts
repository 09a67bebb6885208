import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../core/app-error.ts";

const ownerSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/**
 * Makes this process the only one on a data folder: two at once would lose data silently. A lock whose owner is dead
 * is taken over. Throws AppError "data-folder-in-use"; gives the way to let go.
 */
export function lockDataFolder(dataDir: string): () => void {
  makeFolder(path.resolve(dataDir), dataDir);
  const file = path.join(dataDir, "faturabot.lock");
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file)) {
      process.once("exit", () => release(file));
      return () => release(file);
    }
    const owner = ownerOf(file);
    if (owner && isSameProcess(owner)) throw inUse(dataDir, owner.pid);
    rmSync(file, { force: true });
  }
  throw inUse(dataDir, undefined);
}

/** Folder by folder: the recursive call of Node never comes back where the system refuses a folder, as under /proc. */
function makeFolder(folder: string, named: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  makeFolder(path.dirname(folder), named);
  try {
    mkdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && statSync(folder).isDirectory()) return;
    throw new AppError("data-folder", `A pasta de dados "${named}" não pode ser criada. Escolha outra em DATA_DIR.`, {
      cause,
    });
  }
}

const inUse = (dataDir: string, pid: number | undefined) =>
  new AppError(
    "data-folder-in-use",
    `A pasta de dados "${dataDir}" já está em uso${pid ? ` pelo processo ${pid}` : ""}. O banco embutido aceita um processo só: pare o outro, use outra pasta (DATA_DIR) ou um PostgreSQL (DATABASE_URL).`,
  );

function create(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new AppError("data-folder", "Não dá para gravar na pasta de dados. Escolha outra em DATA_DIR.", {
      cause: error,
    });
  }
}

function release(file: string): void {
  if (ownerOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

function ownerOf(file: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Alive, and not another process that was given the same number since. */
function isSameProcess({ pid, startedAt }: z.infer<typeof ownerSchema>): boolean {
  if (pid === process.pid) return startedAt === startOf(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startedAt === startOf(pid);
}

/** When a process began, in the kernel's own count; empty where that cannot be read. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
