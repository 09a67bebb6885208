import { readdirSync, readFileSync } from "node:fs";
import type { PageCalls } from "./page-calls.ts";
import type { Timings } from "./timings.ts";

/** Looks at the page again and again: events that never came, a page that is stuck, memory. Gives the way to stop. */
export function lookAfter(of: {
  timings: Timings;
  memoryMegabytes: number;
  calls: () => PageCalls | undefined;
  pid: () => number | undefined;
  stands: () => { opened: boolean; ready: boolean; lastQrAt: number };
  notReady: () => void;
  end: (reason: string) => void;
}): () => void {
  const { timings, end } = of;
  let since = performance.now();
  let memoryAt = performance.now();
  let strikes = 0;
  let missesSince: number | undefined;
  let busy = false;
  const look = async () => {
    const { opened, ready, lastQrAt } = of.stands();
    const now = performance.now();
    if (!ready && lastQrAt === 0 && now - since > timings.openingMs) return end("opening-timeout");
    if (!ready && lastQrAt > 0 && now - lastQrAt > timings.qrMs) return end("qr-stalled");
    if (!opened) return;
    if (ready) since = now;
    try {
      const page = await of.calls()?.look();
      strikes = 0;
      if (!page) return;
      if (ready && !page.injected) of.notReady();
      // Not at once: the library may be about to find out by itself.
      const misses = page.synced && page.listens && (!page.injected || !of.stands().ready);
      missesSince = misses ? (missesSince ?? now) : undefined;
      if (missesSince !== undefined && now - missesSince >= timings.wakeAfterMs) {
        missesSince = undefined;
        await of.calls()?.wake();
      }
    } catch {
      strikes += 1;
      if (strikes >= 3) return end("unresponsive");
    }
    if (now - memoryAt < timings.memoryEveryMs) return;
    memoryAt = now;
    const pid = of.pid();
    const megabytes = pid === undefined ? undefined : memoryOf(pid);
    if (megabytes !== undefined && megabytes > of.memoryMegabytes) end("memory");
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  }, timings.lookEveryMs);
  return () => clearInterval(timer);
}

/** Resident memory of a process and all that it started, in MB; undefined where the system does not tell. */
function memoryOf(pid: number): number | undefined {
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
