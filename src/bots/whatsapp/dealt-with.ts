/** More unread messages than that in one chat are nobody's talk with a robot. */
export const mostUnread = 50;

/** The last messages of each chat that are stored, or are nothing to us. */
export interface DealtWith {
  add(address: string, id: string): void;
  of(address: string): readonly string[];
}

/** Of more chats than that at once nothing is known: then they stay unread a little longer. */
const mostChats = 2000;

/** Kept in memory: what a chat shows as unread after a restart is looked at anew. */
export function createDealtWith(): DealtWith {
  const chats = new Map<string, string[]>();
  return {
    add(address, id) {
      const ids = [...(chats.get(address) ?? []), id].slice(-2 * mostUnread);
      chats.delete(address);
      chats.set(address, ids);
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    },
    of: (address) => chats.get(address) ?? [],
  };
}
