#!/usr/bin/env node
import { nodeTooOld } from "./node-too-old.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
} else {
  // Imported after the check: the rest uses features that an old Node does not have, and could not be loaded.
  const { runCommandLine } = await import("./app/run-command-line.ts");
  process.exitCode = await runCommandLine();
}
