import type { ChannelDesk } from "../../core/channel-ports.ts";

/** An exclusive lease, kept alive by a heartbeat. */
export interface Lease {
  /** Waits until this process holds the lease. Returns false if `stopped` resolves first. */
  take(stopped: Promise<unknown>): Promise<boolean>;
  /** Resolves when the lease is lost. */
  lost(): Promise<void>;
  release(): Promise<void>;
}

/** Creates a lease by name. A process that dies loses it after `leaseMs`; others retry every `heartbeatMs`. */
export function createLease(
  desk: Pick<ChannelDesk, "takeLease" | "releaseLease">,
  { name, holder, leaseMs, heartbeatMs }: { name: string; holder: string; leaseMs: number; heartbeatMs: number },
): Lease {
  let timer: NodeJS.Timeout | undefined;
  let tellLost: () => void = () => {};
  let lost = Promise.resolve();
  let heldUntil = 0;
  let released = true;
  let pending: Promise<unknown> = Promise.resolve();

  const request = async () => {
    const requestedAt = performance.now();
    // While the database is down nobody else can take the lease, so it holds until it expires.
    const ours = await desk.takeLease(name, holder, leaseMs).catch(() => undefined);
    if (ours) heldUntil = requestedAt + leaseMs;
    return ours;
  };
  const beat = async () => {
    pending = request();
    const ours = await pending;
    if (released) return;
    if (ours === false || performance.now() + heartbeatMs > heldUntil) return tellLost();
    timer = setTimeout(() => void beat(), heartbeatMs);
  };
  return {
    async take(stopped) {
      let over = false;
      void stopped.then(() => {
        over = true;
      });
      // Lets the callback above run first if `stopped` has already resolved.
      await Promise.resolve();
      while (!over) {
        if (await request()) {
          lost = new Promise((resolve) => {
            tellLost = resolve;
          });
          released = false;
          timer = setTimeout(() => void beat(), heartbeatMs);
          return true;
        }
        await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, heartbeatMs))]);
      }
      return false;
    },
    lost: () => lost,
    async release() {
      released = true;
      clearTimeout(timer);
      // A heartbeat in flight would take the lease again.
      await pending;
      await desk.releaseLease(name, holder).catch(() => {});
    },
  };
}
