/** At most this many unread messages of a chat are read. Nobody writes more to a bot. */
export const mostUnread = 50;

/** The ids of the latest messages of each chat that are stored or ignored on purpose. */
export interface HandledIds {
  add(address: string, id: string): void;
  idsOf(address: string): readonly string[];
}

/**
 * If more chats than this are known, the least recently used one is forgotten. It then only stays unread for a little
 * longer.
 */
const mostChats = 2000;

/**
 * Creates the memory of handled messages. It is lost with the process: after a restart, unread messages are read again.
 */
export function createHandledIds(): HandledIds {
  const chats = new Map<string, string[]>();
  return {
    add(address, id) {
      const ids = [...(chats.get(address) ?? []), id].slice(-2 * mostUnread);
      chats.delete(address);
      chats.set(address, ids);
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    },
    idsOf: (address) => chats.get(address) ?? [],
  };
}
