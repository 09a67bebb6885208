import type { ChannelDesk } from "../../core/ports.ts";

/** What one process has for itself, by heartbeat. */
export interface Lease {
  /** Waits until it is ours; false where `stopped` came first. */
  take(stopped: Promise<unknown>): Promise<boolean>;
  /** Resolves where it is not ours any more. */
  lost(): Promise<void>;
  release(): Promise<void>;
}

/** A lease by name. A process that dies loses it after `leaseMs`; others ask every `heartbeatMs`. */
export function createLease(
  desk: Pick<ChannelDesk, "takeLease" | "releaseLease">,
  { name, holder, leaseMs, heartbeatMs }: { name: string; holder: string; leaseMs: number; heartbeatMs: number },
): Lease {
  let timer: NodeJS.Timeout | undefined;
  let tellLost: () => void = () => {};
  let lost = Promise.resolve();
  let heldUntil = 0;

  const ask = async () => {
    const asked = Date.now();
    // Where the database does not answer nobody else gets it either, until it runs out.
    const ours = await desk.takeLease(name, holder, leaseMs).catch(() => undefined);
    if (ours) heldUntil = asked + leaseMs;
    return ours;
  };
  const beat = async () => {
    const ours = await ask();
    if (ours === false || Date.now() + heartbeatMs > heldUntil) return tellLost();
    timer = setTimeout(() => void beat(), heartbeatMs);
  };
  return {
    async take(stopped) {
      let over = false;
      void stopped.then(() => {
        over = true;
      });
      while (!over) {
        if (await ask()) {
          lost = new Promise((resolve) => {
            tellLost = resolve;
          });
          timer = setTimeout(() => void beat(), heartbeatMs);
          return true;
        }
        await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, heartbeatMs))]);
      }
      return false;
    },
    lost: () => lost,
    async release() {
      clearTimeout(timer);
      await desk.releaseLease(name, holder).catch(() => {});
    },
  };
}
