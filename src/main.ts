#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { createProgram } from "./cli/program.ts";
import { commands } from "./commands.ts";

// What is set already stays.
if (existsSync(".env")) loadEnvFile();
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const code = await createProgram(commands, process.argv, version);
process.exitCode = code;
