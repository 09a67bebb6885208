#!/usr/bin/env node
import v8 from "node:v8";
import { nodeTooOld } from "./node-too-old.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
} else {
  // Collects the heap once it has grown to 150 % of the live data; V8's default lets it grow fourfold under load.
  v8.setFlagsFromString("--heap-growing-percent=50");
  // Imported after the check: the rest uses features that an old Node does not have, and could not be loaded.
  const { runCommandLine } = await import("./app/run-command-line.ts");
  process.exitCode = await runCommandLine();
}
