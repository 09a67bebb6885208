#!/usr/bin/env node
import { createProgram } from "./cli/program.ts";
import { commands } from "./commands.ts";

const code = await createProgram(commands, process.argv);
process.exitCode = code;
