import { EventEmitter } from "node:events";
import type { Sender } from "../../core/channel-ports.ts";

/** The web channel's way out: a page reads the thread from the database, and is only told that there is more. */
export interface WebHub {
  sender: Sender;
  changed(address: string): void;
  onChange(address: string, listener: () => void): () => void;
}

/** One hub a process. */
export function createWebHub(): WebHub {
  const changes = new EventEmitter().setMaxListeners(0);
  return {
    sender: {
      async send({ address }) {
        // The page shows what is marked as sent: that is a moment later.
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
