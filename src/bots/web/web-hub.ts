import { EventEmitter } from "node:events";
import type { Sender } from "../../core/channel-ports.ts";

/** Outbound side of the web channel: pages read the thread from the database and are only notified of changes. */
export interface WebHub {
  sender: Sender;
  changed(address: string): void;
  onChange(address: string, listener: () => void): () => void;
}

/** Creates the hub; each process has one. */
export function createWebHub(): WebHub {
  const changes = new EventEmitter().setMaxListeners(0);
  return {
    sender: {
      async send({ address }) {
        // The page shows only messages marked as sent, and the mark is written just after this returns.
        setTimeout(() => changes.emit(address), 100);
        return {};
      },
    },
    changed: (address) => void changes.emit(address),
    onChange(address, listener) {
      changes.on(address, listener);
      return () => changes.off(address, listener);
    },
  };
}
