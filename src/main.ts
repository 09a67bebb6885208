#!/usr/bin/env node
import { nodeTooOld } from "./node-too-old.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
} else {
  // Only now: the rest names what an old Node does not have, and would not be read at all.
  const { runCommandLine } = await import("./app/run-command-line.ts");
  process.exitCode = await runCommandLine();
}
