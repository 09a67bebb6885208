import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Reads the files of a Prisma schema, sorted by name; `at` is a folder or a single file. */
export function readSchema(at) {
  const names = statSync(at).isDirectory() ? readdirSync(at).filter((name) => name.endsWith(".prisma")) : [""];
  return names.sort().map((name) => {
    const file = path.join(at, name);
    return { path: file, content: readFileSync(file, "utf8") };
  });
}
