import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { builtCommand } from "./built-command.ts";

/** The next version of the command, in a folder of its own: the same, with a migration more. Gives its main file. */
export function nextVersion(root: string, name: string, sql: string): string {
  const built = path.dirname(path.dirname(builtCommand()));
  cpSync(path.join(built, "dist"), path.join(root, "dist"), { recursive: true });
  cpSync("prisma/migrations", path.join(root, "prisma/migrations"), { recursive: true });
  cpSync("package.json", path.join(root, "package.json"));
  symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"));
  const migration = path.join(root, "prisma/migrations", name);
  mkdirSync(migration);
  writeFileSync(path.join(migration, "migration.sql"), sql);
  return path.join(root, "dist/main.js");
}
