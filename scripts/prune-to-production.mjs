// Leaves in node_modules what the service itself needs. npm's own pruning keeps what a library of ours could use if we
// had it too (its optional peers): all of Prisma's command line, TypeScript, React. In the lock file these are "devOptional".
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const { status } = spawnSync("npm", ["prune", "--omit=dev", "--ignore-scripts"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(status ?? 1);
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const unused = Object.keys(packages).filter((path) => packages[path].devOptional && existsSync(path));
for (const path of unused) rmSync(path, { recursive: true, force: true });
console.log(`removed ${unused.length} more that only development uses`);
