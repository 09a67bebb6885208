/** What was said last in each chat, so that a menu can be edited where it stands. A wrong guess only looks worse. */
export type Menus = ReturnType<typeof createMenus>;

interface Place {
  /** The newest message, while it is ours. */
  last?: number;
  /** The message that still has buttons. */
  open?: number;
  /** The menu that was just used, to be written over. */
  used?: number;
}

/** More chats than that at once are not remembered. */
const mostChats = 10_000;

/** Kept in memory: what is forgotten by a restart costs a new message instead of an edited one. */
export function createMenus() {
  const places = new Map<string, Place>();
  const put = (address: string, place: Place) => {
    places.delete(address);
    places.set(address, place);
    if (places.size <= mostChats) return;
    const [oldest] = places.keys();
    if (oldest !== undefined) places.delete(oldest);
  };
  return {
    /** A button was pressed: where nothing was said since, the answer takes the menu's place. */
    tapped(address: string, messageId: number): void {
      const { last, open } = places.get(address) ?? {};
      put(address, {
        ...(last === messageId && { last, used: messageId }),
        ...(open !== undefined && open !== messageId && { open }),
      });
    },
    /** The person wrote: gives the menu above, whose buttons are of no use any more. */
    wrote(address: string): number | undefined {
      const { open } = places.get(address) ?? {};
      places.delete(address);
      return open;
    },
    /** The menu that the next message is to be written over, once. */
    takeUsed(address: string): number | undefined {
      const { used, ...rest } = places.get(address) ?? {};
      if (used !== undefined) put(address, rest);
      return used;
    },
    /** A message stands in the chat; gives the older menu, where a newer one has come. */
    said(address: string, messageId: number, isMenu: boolean): number | undefined {
      const { open } = places.get(address) ?? {};
      const stays = open !== undefined && !isMenu && { open };
      put(address, { last: messageId, ...stays, ...(isMenu && { open: messageId }) });
      return isMenu && open !== messageId ? open : undefined;
    },
  };
}
