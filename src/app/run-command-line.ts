import { existsSync, readFileSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { commands } from "./commands/index.ts";
import { createProgram } from "./commands/program.ts";

/** Runs the command that this process was called with, and returns its exit code. */
export function runCommandLine(): Promise<number> {
  // Variables that are already set keep their values.
  if (existsSync(".env")) loadEnvFile();
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return createProgram(commands, process.argv, version);
}
