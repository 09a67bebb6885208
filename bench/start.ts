import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { builtCommand } from "../tests/support/built-command.ts";
import type { Bench } from "./run.ts";

/** From nothing to the list of invoices, on both databases. */
export async function measureStart({ url, folder, row }: Bench): Promise<void> {
  const ways = { embedded: { DATA_DIR: path.join(folder, "data") }, PostgreSQL: { DATABASE_URL: url, DEMO: "on" } };
  for (const [name, settings] of Object.entries(ways))
    row(`from start to the first answer, ${name}`, `${(await firstAnswer(settings)).toFixed(1)} s`);
}

/** A whole process, from nothing to the list of invoices: the embedded database is made on the way. */
async function firstAnswer(settings: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [builtCommand(), "chat", "--phone", "5511900000001", "--json", "--wait", "0s"],
    {
      env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...settings },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  child.stdin.end("oi\n");
  await once(child.stdout, "data");
  const took = (performance.now() - begun) / 1000;
  await once(child, "exit");
  return took;
}
