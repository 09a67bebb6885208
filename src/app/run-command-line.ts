import { existsSync, readFileSync } from "node:fs";
import { loadEnvFile } from "node:process";
import v8 from "node:v8";
import { commands } from "./commands/index.ts";
import { createProgram } from "./commands/program.ts";

/** Runs the command that this process was called with, and returns its exit code. */
export function runCommandLine(): Promise<number> {
  // Whatever this process and its children create holds personal data or secrets: only its owner may open it.
  process.umask(0o077);
  // Collects garbage once the heap has grown to 150 % of the live data. By default, V8 lets it grow to four times that
  // size under load.
  v8.setFlagsFromString("--heap-growing-percent=50");
  // A variable that is already set keeps its value.
  if (existsSync(".env")) loadEnvFile();
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return createProgram(commands, process.argv, version);
}
