// The quick look before each commit: types, lint, folder rules, dead code, core tests; each step's time, its output where it fails.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

const steps = {
  types: ["tsc", ["-p", "tsconfig.json"]],
  lint: ["biome", ["ci", "--colors=off", "."]],
  "folder rules": ["depcruise", ["--config", ".dependency-cruiser.cjs", "src"]],
  "dead code": ["knip", ["--no-progress"]],
  "core tests": ["vitest", ["run", "--project", "core", "--reporter=dot"]],
};

const run = (name, [command, args]) =>
  new Promise((resolve) => {
    const begun = performance.now();
    let output = "";
    const child = spawn(command, args, { shell: process.platform === "win32" });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => {
      // A cruise that saw nothing found nothing: that is no pass.
      const blind = name === "folder rules" && /\(0 modules/.test(output);
      const good = code === 0 && !blind;
      console.log(`${good ? "ok  " : "FAIL"} ${name.padEnd(14)} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
      if (!good) console.log(output);
      resolve(good);
    });
  });

const results = await Promise.all(Object.entries(steps).map(([name, step]) => run(name, step)));
process.exit(results.every(Boolean) ? 0 : 1);
