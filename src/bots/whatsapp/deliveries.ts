import type { ChannelDesk } from "../../core/channel-ports.ts";

/** Reports to the outbox which messages were delivered. */
export interface Deliveries {
  delivered(id: string): void;
  stop(): Promise<void>;
}

const againMs = 1_000;
const mostTries = 30;

/**
 * Creates the reports. Each is retried, because WhatsApp may report a delivery before the outbox knows that the message
 * was sent.
 */
export function createDeliveries(desk: Pick<ChannelDesk, "acknowledge">): Deliveries {
  const open = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let reporting: Promise<void> = Promise.resolve();

  async function reportAll(): Promise<void> {
    for (const [id, tries] of [...open]) {
      const known = await desk.acknowledge({ providerMessageId: id, state: "delivered" }).catch(() => false);
      if (known || tries + 1 >= mostTries) open.delete(id);
      else open.set(id, tries + 1);
    }
    timer = open.size > 0 ? setTimeout(report, againMs) : undefined;
  }
  function report(): void {
    clearTimeout(timer);
    reporting = reporting.then(reportAll);
  }
  return {
    delivered(id) {
      if (open.has(id)) return;
      open.set(id, 0);
      report();
    },
    async stop() {
      await reporting;
      clearTimeout(timer);
    },
  };
}
