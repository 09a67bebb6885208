import { EventEmitter } from "node:events";
import type { Sender } from "../../core/channel-ports.ts";

/**
 * The sending side of the web channel. A page reads its thread from the database; the hub only notifies it of changes.
 */
export interface WebHub {
  sender: Sender;
  changed(address: string): void;
  onChange(address: string, listener: () => void): () => void;
}

/** Creates the hub of this process. */
export function createWebHub(): WebHub {
  const changes = new EventEmitter().setMaxListeners(0);
  return {
    sender: {
      async send({ address }) {
        // Delayed, because the page shows only messages that are marked as sent, and the message is marked right after
        // this function returns.
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
