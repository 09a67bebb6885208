import type { ChannelDesk } from "../../core/channel-ports.ts";

/** The exclusive use of something by this process, renewed by a heartbeat. */
export interface Lease {
  /** Waits until this process holds the lease. Returns false if `stopped` resolves first. */
  take(stopped: Promise<unknown>): Promise<boolean>;
  /** Resolves when the lease is lost. */
  lost(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Creates a lease with a name. A process that dies loses the lease after `leaseMs`; the others try to take it every
 * `heartbeatMs`.
 */
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
    // While the database is down, no other process can take the lease either, so it holds until it expires.
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
      // Lets the callback above run first, in case `stopped` has resolved already.
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
      // A heartbeat that is still on its way would take the lease again.
      await pending;
      await desk.releaseLease(name, holder).catch(() => {});
    },
  };
}
