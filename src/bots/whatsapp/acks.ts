/**
 * The acknowledgements (acks) that WhatsApp gives for our messages: -1 failed, 0 pending, 1 accepted by the network, 2
 * delivered, 3 read.
 */
export interface Acks {
  heard(id: string, ack: number): void;
  /** Resolves with the first ack of a message that is not 0, or with undefined if none arrives within `limitMs`. */
  settled(id: string, limitMs: number): Promise<number | undefined>;
}

const mostKept = 2000;

/**
 * Creates the memory of the latest acks. It is needed because an ack may arrive before the call that sent its message
 * returns.
 */
export function createAcks(): Acks {
  const known = new Map<string, number>();
  const waiting = new Map<string, (ack: number) => void>();
  return {
    heard(id, ack) {
      const before = known.get(id) ?? 0;
      // An ack that is lower than an earlier one is out of date, even if it reports a failure.
      if (before > 0 && ack < before) return;
      known.delete(id);
      known.set(id, ack);
      if (known.size > mostKept) known.delete(known.keys().next().value ?? "");
      if (ack !== 0) waiting.get(id)?.(ack);
    },
    settled(id, limitMs) {
      const ack = known.get(id) ?? 0;
      if (ack !== 0) return Promise.resolve(ack);
      return new Promise((resolve) => {
        const done = (value: number | undefined) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(value);
        };
        const timer = setTimeout(() => done(undefined), limitMs);
        waiting.set(id, done);
      });
    },
  };
}
