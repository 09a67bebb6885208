/** Encodes a position in a list, which consists of the sort key and the id of a row, for a URL. */
export function writeCursor(key: string, id: string): string {
  return `${key}~${id}`;
}

/** Decodes a position in a list; undefined if the text is not one. */
export function readCursor(cursor: string | undefined): { key: string; id: string } | undefined {
  const [, key, id] = /^([\w:.-]{1,40})~([\w-]{1,40})$/.exec(cursor ?? "") ?? [];
  return key === undefined || id === undefined ? undefined : { key, id };
}
