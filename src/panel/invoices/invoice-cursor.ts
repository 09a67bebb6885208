/** Encodes a position in a list, by key and id, for a URL. */
export function writeCursor(key: string, id: string): string {
  return `${key}~${id}`;
}

/** Decodes a position; undefined for an invalid cursor. */
export function readCursor(cursor: string | undefined): { key: string; id: string } | undefined {
  const [, key, id] = /^([\w:.-]{1,40})~([\w-]{1,40})$/.exec(cursor ?? "") ?? [];
  return key === undefined || id === undefined ? undefined : { key, id };
}
