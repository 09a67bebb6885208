import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ReturnReport } from "../../core/cnab240/return-report.ts";

/** Programs that fetch files write them under such names until they are whole. */
const unfinished = /^\.|\.(tmp|part|partial|filepart|crdownload)$/i;

/**
 * Looks into a folder for return files: each is applied and moved to `done`, or to `refused` with what is wrong with it
 * in a text beside it. One that still changes between two looks is left alone; one at which something breaks stays, the
 * others go on, and the fault is thrown in the end. Returns the function that looks once.
 */
export function returnsFolderReader(
  dir: string,
  apply: (file: { name: string; bytes: Uint8Array }) => Promise<ReturnReport>,
): () => Promise<void> {
  let seen = new Map<string, string>();
  return async () => {
    await mkdir(dir, { recursive: true });
    const entries = await readdir(dir, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !unfinished.test(entry.name)).map(({ name }) => name);
    const before = seen;
    seen = new Map();
    const faults: unknown[] = [];
    for (const name of names.sort()) {
      try {
        const mark = await markOf(path.join(dir, name));
        seen.set(name, mark);
        if (before.get(name) === mark) await take(dir, name, apply);
      } catch (error) {
        // Another process was quicker.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") faults.push(error);
      }
    }
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, "Return files failed");
  };
}

async function markOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return `${size} ${mtimeMs}`;
}

async function take(dir: string, name: string, apply: Parameters<typeof returnsFolderReader>[1]): Promise<void> {
  const { problems } = await apply({ name, bytes: await readFile(path.join(dir, name)) });
  const folder = path.join(dir, problems.length > 0 ? "refused" : "done");
  await mkdir(folder, { recursive: true });
  const target = await freeName(folder, name);
  await rename(path.join(dir, name), target);
  if (problems.length > 0)
    await writeFile(`${target}.txt`, problems.map(({ line, message }) => `linha ${line}: ${message}\n`).join(""));
}

/** Banks use a file's name again on another day: none is written over. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let free = name;
  for (let nth = 2; taken.has(free); nth++) free = `${nth}-${name}`;
  return path.join(folder, free);
}
