// Formats a Prisma schema as `prisma format` would.
// usage: node scripts/format-schema.mjs [PATH] [--check]
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { readSchema } from "./read-schema.mjs";

const { formatSchema } = createRequire(import.meta.url)("@prisma/internals");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean" } } });
const schemas = readSchema(positionals[0] ?? "prisma/schema").map(({ path, content }) => [path, content]);
const formatted = await formatSchema({ schemas });
for (const [at, [path, content]] of formatted.entries()) {
  if (content === schemas[at][1]) continue;
  if (values.check) {
    console.error(`${path} is not formatted: node scripts/format-schema.mjs`);
    process.exitCode = 1;
  } else writeFileSync(path, content);
}
