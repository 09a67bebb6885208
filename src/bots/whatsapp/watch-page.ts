import { readdirSync, readFileSync } from "node:fs";
import type { PageCalls } from "./page-calls.ts";
import type { Timings } from "./timings.ts";

/**
 * Watches the page: for events that the library missed, for a page that no longer answers, and for too much memory.
 * Returns a function that stops watching.
 */
export function watchPage({
  timings,
  memoryMegabytes,
  calls,
  pid,
  status,
  notReady,
  end,
}: {
  timings: Timings;
  memoryMegabytes: number;
  calls: () => PageCalls | undefined;
  pid: () => number | undefined;
  status: () => { opened: boolean; ready: boolean; lastQrAt: number };
  notReady: () => void;
  end: (reason: string) => void;
}): () => void {
  let since = performance.now();
  let memoryAt = performance.now();
  let strikes = 0;
  let missesSince: number | undefined;
  let busy = false;
  const check = async () => {
    const { opened, ready, lastQrAt } = status();
    const now = performance.now();
    if (!ready && lastQrAt === 0 && now - since > timings.openingMs) return end("opening-timeout");
    if (!ready && lastQrAt > 0 && now - lastQrAt > timings.qrMs) return end("qr-stalled");
    if (!opened) return;
    if (ready) since = now;
    try {
      const page = await calls()?.look();
      strikes = 0;
      if (!page) return;
      if (ready && !page.injected) notReady();
      // Waits `wakeAfterMs` first, because the library may still notice by itself.
      const misses = page.synced && page.listens && (!page.injected || !status().ready);
      missesSince = misses ? (missesSince ?? now) : undefined;
      if (missesSince !== undefined && now - missesSince >= timings.wakeAfterMs) {
        missesSince = undefined;
        await calls()?.wake();
      }
    } catch {
      strikes += 1;
      if (strikes >= 3) return end("unresponsive");
    }
    if (now - memoryAt < timings.memoryEveryMs) return;
    memoryAt = now;
    const root = pid();
    const megabytes = root === undefined ? undefined : residentMegabytes(root);
    if (megabytes !== undefined && megabytes > memoryMegabytes) end("memory");
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void check().finally(() => {
      busy = false;
    });
  }, timings.lookEveryMs);
  return () => clearInterval(timer);
}

/** Returns the resident memory of a process and all its descendants, in MB; undefined where /proc does not exist. */
function residentMegabytes(pid: number): number | undefined {
  try {
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(readStatus);
    const family = new Set([pid]);
    // Process ids start again at some point, so a child can have a lower one than its parent. The search is repeated
    // until nothing is added.
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

function readStatus(name: string): { pid: number; parent: number; kilobytes: number }[] {
  try {
    const text = readFileSync(`/proc/${name}/status`, "utf8");
    const value = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    return [{ pid: Number(name), parent: value("PPid"), kilobytes: value("RssAnon") + value("RssShmem") }];
  } catch {
    // The process has ended meanwhile.
    return [];
  }
}
