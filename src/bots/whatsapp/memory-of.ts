import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a process and all that it started, in MB; undefined where the system does not tell. */
export function memoryOf(pid: number): number | undefined {
  try {
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(read);
    const family = new Set([pid]);
    // Children have higher numbers than their parents until numbers run out, so some need a second look.
    for (let size = 0; size < family.size; ) {
      size = family.size;
      for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
    }
    const kilobytes = processes.filter(({ pid }) => family.has(pid)).reduce((sum, one) => sum + one.kilobytes, 0);
    return kilobytes === 0 ? undefined : Math.round(kilobytes / 1024);
  } catch {
    return undefined;
  }
}

function read(name: string): { pid: number; parent: number; kilobytes: number }[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, "utf8");
    const value = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return [{ pid: Number(name), parent: value("PPid"), kilobytes: value("RssAnon") + value("RssShmem") }];
  } catch {
    // It ended while we looked.
    return [];
  }
}
