import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** The files of a Prisma schema, by name; `at` is a folder of them, or the only one. */
export function readSchema(at) {
  const names = statSync(at).isDirectory() ? readdirSync(at).filter((name) => name.endsWith(".prisma")) : [""];
  return names.sort().map((name) => {
    const file = path.join(at, name);
    return { path: file, content: readFileSync(file, "utf8") };
  });
}
