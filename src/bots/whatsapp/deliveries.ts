import type { ChannelDesk } from "../../core/channel-ports.ts";

/** Tells the outbox what was delivered. */
export interface Deliveries {
  delivered(id: string): void;
  stop(): Promise<void>;
}

const againMs = 1_000;
const mostTries = 30;

/** The word that a message was delivered may come before the outbox knows that it was sent: it is said again then. */
export function createDeliveries(desk: Pick<ChannelDesk, "acknowledge">): Deliveries {
  const open = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let saying: Promise<void> = Promise.resolve();

  async function sayAll(): Promise<void> {
    for (const [id, tries] of [...open]) {
      const known = await desk.acknowledge({ providerMessageId: id, state: "delivered" }).catch(() => false);
      if (known || tries + 1 >= mostTries) open.delete(id);
      else open.set(id, tries + 1);
    }
    timer = open.size > 0 ? setTimeout(say, againMs) : undefined;
  }
  function say(): void {
    clearTimeout(timer);
    saying = saying.then(sayAll);
  }
  return {
    delivered(id) {
      if (open.has(id)) return;
      open.set(id, 0);
      say();
    },
    async stop() {
      await saying;
      clearTimeout(timer);
    },
  };
}
