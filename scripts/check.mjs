// Quick check before each commit: types, lint, folder rules, dead code, core tests. Prints each step's time, and the
// output of steps that fail.
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
    const startedAt = performance.now();
    let output = "";
    const child = spawn(command, args, { shell: process.platform === "win32" });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => {
      // depcruise also succeeds when it finds no modules, which would check nothing.
      const checkedNothing = name === "folder rules" && /\(0 modules/.test(output);
      const passed = code === 0 && !checkedNothing;
      console.log(
        `${passed ? "ok  " : "FAIL"} ${name.padEnd(14)} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
      );
      if (!passed) console.log(output);
      resolve(passed);
    });
  });

const results = await Promise.all(Object.entries(steps).map(([name, step]) => run(name, step)));
process.exit(results.every(Boolean) ? 0 : 1);
