// Runs all tests. Finds the Chromium that they need, or installs it from the system's packages if run as root.
import { spawnSync } from "node:child_process";
import { findChromium } from "./find-chromium.mjs";

let chromium = findChromium();
if (!chromium && process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
  console.log("Installing Chromium …");
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet);
  chromium = findChromium();
}
if (!chromium) {
  console.error(
    "A Chromium is needed for the browser tests: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.",
  );
  process.exit(1);
}
const args = ["run", ...process.argv.slice(2)];
const { status } = spawnSync("vitest", args, {
  stdio: "inherit",
  env: { ...process.env, CHROMIUM_PATH: chromium },
  shell: process.platform === "win32",
});
process.exit(status ?? 1);
