/**
 * What we know of the latest messages of each chat, so that a menu can be edited in place. A wrong guess only affects
 * how the chat looks.
 */
export type Menus = ReturnType<typeof createMenus>;

interface Place {
  /** The newest message of the chat, if it is ours. */
  last?: number;
  /** Our message that still shows buttons. */
  open?: number;
  /** The menu whose button was just pressed; the next reply replaces it. */
  used?: number;
}

/** If more chats than this are known, the least recently used one is forgotten. */
const mostChats = 10_000;

/**
 * Creates an empty memory of menus. It is lost with the process: after a restart, the next reply is sent as a new
 * message instead of replacing the menu.
 */
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
    /** Records that the person wrote. Returns the open menu, whose buttons no longer apply. */
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
    /** Records a message that we sent. If it is a menu, returns the menu that was open before. */
    said(address: string, messageId: number, isMenu: boolean): number | undefined {
      const { open } = places.get(address) ?? {};
      const stays = open !== undefined && !isMenu && { open };
      put(address, { last: messageId, ...stays, ...(isMenu && { open: messageId }) });
      return isMenu && open !== messageId ? open : undefined;
    },
  };
}
