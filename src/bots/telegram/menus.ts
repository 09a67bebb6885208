/** The latest messages of each chat, so that a menu can be edited in place. A wrong guess affects only appearance. */
export type Menus = ReturnType<typeof createMenus>;

interface Place {
  /** The newest message of the chat, if we sent it. */
  last?: number;
  /** Our message that still has buttons. */
  open?: number;
  /** The menu whose button was just pressed; the next reply replaces it. */
  used?: number;
}

/** Beyond this number the least recently used chat is forgotten. */
const mostChats = 10_000;

/** Kept in memory: after a restart a reply is sent as a new message instead of an edited one. */
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
    /** Records a button press. If the menu is still the newest message, the reply will replace it. */
    tapped(address: string, messageId: number): void {
      const { last, open } = places.get(address) ?? {};
      put(address, {
        ...(last === messageId && { last, used: messageId }),
        ...(open !== undefined && open !== messageId && { open }),
      });
    },
    /** Records that the person wrote. Returns the open menu, whose buttons are now obsolete. */
    wrote(address: string): number | undefined {
      const { open } = places.get(address) ?? {};
      places.delete(address);
      return open;
    },
    /** Returns the menu that the next message should replace, and forgets it. */
    takeUsed(address: string): number | undefined {
      const { used, ...rest } = places.get(address) ?? {};
      if (used !== undefined) put(address, rest);
      return used;
    },
    /** Records a message that we sent. Returns the previous open menu if the message is a newer menu. */
    said(address: string, messageId: number, isMenu: boolean): number | undefined {
      const { open } = places.get(address) ?? {};
      const stays = open !== undefined && !isMenu && { open };
      put(address, { last: messageId, ...stays, ...(isMenu && { open: messageId }) });
      return isMenu && open !== messageId ? open : undefined;
    },
  };
}
