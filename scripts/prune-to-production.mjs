// Reduces node_modules to what the service needs. npm's own pruning keeps optional peers of our libraries, such as
// TypeScript. Prisma's client includes a query compiler for every database; the unused ones are deleted.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { shippedPackages } from "./shipped-packages.mjs";
import { unusedCompilers } from "./unused-compilers.mjs";

const generated = readFileSync("dist/database/generated/internal/class.js", "utf8");
const { status } = spawnSync("npm", ["prune", "--omit=dev", "--ignore-scripts"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(status ?? 1);
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const shipped = new Set(shippedPackages(lock));
const unused = Object.keys(lock.packages).filter((name) => name !== "" && !shipped.has(name) && existsSync(name));
for (const name of unused) rmSync(name, { recursive: true, force: true });
const runtime = "node_modules/@prisma/client/runtime";
const compilers = unusedCompilers(readdirSync(runtime), generated);
for (const file of compilers) rmSync(path.join(runtime, file));
console.log(
  `removed ${unused.length} more that only development uses, and ${compilers.length} files of query compilers`,
);
