// `prisma generate` needs no engine, yet its command line looks for one to download. Naming any
// executable that exists stops the search; migrate commands are left alone on purpose.
import { spawnSync } from "node:child_process";

const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
const run = spawnSync("prisma", ["generate"], {
  stdio: ["ignore", "ignore", "inherit"],
  env,
  shell: process.platform === "win32",
});
if (run.error) throw run.error;
process.exit(run.status ?? 1);
