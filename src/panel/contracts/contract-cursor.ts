/** A position in a list. `name` is null if the list is not sorted by name. */
export interface Place {
  name: string | null;
  id: string;
}

/** Converts positions to text for URLs, and back. */
export const contractCursor = {
  write: ({ name, id }: Place) => Buffer.from(JSON.stringify([name, id])).toString("base64url"),
  /** Returns undefined for a text that is no position. The list then starts at its beginning. */
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
