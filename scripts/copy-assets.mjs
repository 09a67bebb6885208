// Copies the pages' style sheets and scripts to dist, next to the compiled pages.
import { cpSync, readdirSync } from "node:fs";

for (const entry of readdirSync("src", { recursive: true, withFileTypes: true })) {
  if (!entry.isDirectory() || entry.name !== "assets") continue;
  const from = `${entry.parentPath}/${entry.name}`;
  cpSync(from, from.replace(/^src/, "dist"), { recursive: true });
}
