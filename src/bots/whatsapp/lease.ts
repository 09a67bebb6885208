import type { ChannelDesk } from "../../core/channel-ports.ts";

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
  let released = true;
  let asking: Promise<unknown> = Promise.resolve();

  const ask = async () => {
    const asked = performance.now();
    // Where the database does not answer nobody else gets it either, until it runs out.
    const ours = await desk.takeLease(name, holder, leaseMs).catch(() => undefined);
    if (ours) heldUntil = asked + leaseMs;
    return ours;
  };
  const beat = async () => {
    asking = ask();
    const ours = await asking;
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
      // What is settled already is heard of a moment later.
      await Promise.resolve();
      while (!over) {
        if (await ask()) {
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
      // A heartbeat on its way would take it again.
      await asking;
      await desk.releaseLease(name, holder).catch(() => {});
    },
  };
}
