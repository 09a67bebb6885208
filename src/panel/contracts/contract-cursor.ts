/** A place in a list; without a name it is one in no order. */
export interface Place {
  name: string | null;
  id: string;
}

/** A place as an address carries it. */
export const contractCursor = {
  write: ({ name, id }: Place) => Buffer.from(JSON.stringify([name, id])).toString("base64url"),
  /** Undefined where somebody wrote a cursor of their own: the list begins at its beginning. */
  read(cursor: string): Place | undefined {
    try {
      const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
      const isName = name === null || (typeof name === "string" && !name.includes("\0"));
      return isName && typeof id === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
        ? { name, id }
        : undefined;
    } catch {
      return undefined;
    }
  },
};
