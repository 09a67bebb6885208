import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = path.join(root, "src");
const cache = path.join(root, "node_modules/.cache/faturabot");
const keptForMs = 24 * 3_600_000;

/**
 * The command compiled, as it is shipped: a process of it is there in half the time of one that compiles as it goes.
 * Made once for a state of the sources, and kept. Types are not checked here.
 */
export function builtCommand(): string {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(source, path.join(parentPath, name)));
  const folder = path.join(cache, stateOf(files));
  if (!existsSync(folder)) build(files, folder);
  return path.join(folder, "dist/main.js");
}

function stateOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) {
    const { mtimeMs, size } = statSync(path.join(source, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Beside it stands what the command looks for above its own folder. Whoever builds the same meanwhile is not disturbed. */
function build(files: readonly string[], folder: string): void {
  mkdirSync(cache, { recursive: true });
  forgetOld();
  const mine = `${folder}.${randomUUID()}`;
  const dist = path.join(mine, "dist");
  const tsc = path.join(root, "node_modules/.bin/tsc");
  execFileSync(tsc, ["-p", "tsconfig.build.json", "--noCheck", "--outDir", dist], { cwd: root, stdio: "inherit" });
  for (const file of files.filter((file) => !/\.tsx?$/.test(file)))
    cpSync(path.join(source, file), path.join(dist, file));
  for (const name of ["package.json", "prisma"]) symlinkSync(path.join(root, name), path.join(mine, name));
  try {
    renameSync(mine, folder);
  } catch {
    rmSync(mine, { recursive: true });
  }
}

function forgetOld(): void {
  for (const name of readdirSync(cache)) {
    const known = path.join(cache, name);
    if (Date.now() - statSync(known).mtimeMs > keptForMs) rmSync(known, { recursive: true, force: true });
  }
}
