/** At most this many unread messages of a chat are read: nobody writes more to a bot. */
export const mostUnread = 50;

/** Ids of each chat's latest messages that are stored or deliberately ignored. */
export interface HandledIds {
  add(address: string, id: string): void;
  idsOf(address: string): readonly string[];
}

/** Beyond this number the least recently used chat is forgotten; it only stays unread a little longer. */
const mostChats = 2000;

/** Kept in memory: after a restart unread messages are read again. */
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
