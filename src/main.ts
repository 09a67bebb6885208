#!/usr/bin/env node
import v8 from "node:v8";
import { nodeTooOld } from "./node-too-old.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
} else {
  // The heap is collected once it is half as large again as what lives; V8 itself would let it grow fourfold under load.
  v8.setFlagsFromString("--heap-growing-percent=50");
  // Only now: the rest names what an old Node does not have, and would not be read at all.
  const { runCommandLine } = await import("./app/run-command-line.ts");
  process.exitCode = await runCommandLine();
}
