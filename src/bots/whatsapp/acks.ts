/** What WhatsApp said of messages that we sent: -1 failed, 0 waits, 1 the network has it, 2 delivered, 3 read. */
export interface Acks {
  heard(id: string, ack: number): void;
  /** The first word about a message that is not "waits"; undefined where none came in time. */
  settled(id: string, limitMs: number): Promise<number | undefined>;
}

const mostKept = 2000;

/** An ack may come before the call that sent its message returns: the last ones are kept. */
export function createAcks(): Acks {
  const known = new Map<string, number>();
  const waiting = new Map<string, (ack: number) => void>();
  return {
    heard(id, ack) {
      const before = known.get(id) ?? 0;
      // A failure that was overtaken by a delivery is none.
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
