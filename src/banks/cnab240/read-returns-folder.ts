import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { unreadable } from "../../core/cnab240/read-return.ts";
import { type ReturnReport, reportOnly } from "../../core/cnab240/return-report.ts";
import { tooLarge } from "../../core/cnab240/split-lines.ts";

/** Names that download programs use until a file is complete. */
const unfinished = /^\.|\.(tmp|part|partial|filepart|crdownload)$/i;

/**
 * Creates a function that scans a folder once for return files. Each file is applied and moved to `done`, or to
 * `refused`, together with a text file of its problems or of what was left out. A file that changed since the last scan
 * is left for the next. If applying a file throws, it stays, the others are still processed, and the error or
 * AggregateError is thrown last. A file with which processes ended `mostBegun` times is refused, so that it cannot stop
 * each process that starts.
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
    const errors: unknown[] = [];
    for (const name of names.sort()) {
      try {
        const fingerprint = await fingerprintOf(path.join(dir, name));
        seen.set(name, fingerprint);
        if (before.get(name) === fingerprint) await take(dir, name, apply);
      } catch (error) {
        // Another process has moved the file.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") errors.push(error);
      }
    }
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, "Return files failed");
  };
}

async function fingerprintOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return `${size} ${mtimeMs}`;
}

async function take(dir: string, name: string, apply: Parameters<typeof returnsFolderReader>[1]): Promise<void> {
  const mark = path.join(dir, `.begun-${name}`);
  const begun = await readBegun(mark);
  await writeFile(mark, String(begun + 1));
  try {
    await settle(dir, name, begun < mostBegun ? await read(dir, name, apply) : refusedFor(stoppedWords));
  } finally {
    await rm(mark, { force: true });
  }
}

/** How often a file may be begun without an end. */
const mostBegun = 3;
const stoppedWords = `o serviço parou ${mostBegun} vezes enquanto lia este arquivo; para tentar de novo, traga-o de volta`;
const refusedFor = (words: string) => reportOnly(unreadable(words));

/** How often the file was begun by processes that did not get to its end, as the mark beside it says. */
async function readBegun(mark: string): Promise<number> {
  const text = await readFile(mark, "utf8").catch(() => "");
  return /^\d$/.test(text) ? Number(text) : 0;
}

async function read(
  dir: string,
  name: string,
  apply: Parameters<typeof returnsFolderReader>[1],
): Promise<ReturnReport> {
  const file = path.join(dir, name);
  const large = tooLarge((await stat(file)).size);
  return large === undefined ? apply({ name, bytes: await readFile(file) }) : refusedFor(large);
}

async function settle(dir: string, name: string, report: ReturnReport): Promise<void> {
  const { problems } = report;
  const folder = path.join(dir, problems.length > 0 ? "refused" : "done");
  await mkdir(folder, { recursive: true });
  const target = await freeName(folder, name);
  await rename(path.join(dir, name), target);
  const said = problems.length > 0 ? problems : leftOut(report);
  if (said.length > 0)
    await writeFile(`${target}.txt`, said.map(({ line, message }) => `linha ${line}: ${message}\n`).join(""));
}

/** What a file that was applied left out, without the titles of other systems. */
function leftOut({ titles, notes }: ReturnReport) {
  const unlike = titles.filter(({ isLikeOurs }) => isLikeOurs);
  return [
    ...notes,
    ...unlike.map(({ line, nossoNumero, action }) => ({ line, message: `nosso número ${nossoNumero}: ${action}` })),
  ].sort((one, other) => one.line - other.line);
}

/** Finds a free name, because banks reuse file names and no file may be overwritten. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let free = name;
  for (let nth = 2; taken.has(free); nth++) free = `${nth}-${name}`;
  return path.join(folder, free);
}
