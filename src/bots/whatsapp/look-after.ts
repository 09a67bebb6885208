import { memoryOf } from "./memory-of.ts";
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
