import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The numbers of all processes of a PostgreSQL: they work in its data folder. */
export function serverProcesses(dataFolder: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(pid) === dataFolder);
}

function worksIn(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** What processes hold together, in bytes: memory that several share counts once. */
export function proportionalMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
    return sum + Number(kilobytes) * 1024;
  }, 0);
}
