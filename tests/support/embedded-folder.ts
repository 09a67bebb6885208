import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";

/** Makes a data folder one that was used before: the embedded database in it is up to date and empty. */
export function fillDataFolder(folder: string): void {
  const template = inject("embeddedTemplates")?.migrated;
  if (!template) return;
  const database = path.join(folder, "postgres");
  mkdirSync(database, { recursive: true, mode: 0o700 });
  execFileSync("tar", ["-xf", template, "-C", database]);
}
