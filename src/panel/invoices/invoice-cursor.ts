/** A place in a list by a key and an id, as it stands in an address. */
export function writeCursor(key: string, id: string): string {
  return `${key}~${id}`;
}

/** Both parts; undefined for what no page of ours wrote. */
export function readCursor(cursor: string | undefined): { key: string; id: string } | undefined {
  const [, key, id] = /^([\w:.-]{1,40})~([\w-]{1,40})$/.exec(cursor ?? "") ?? [];
  return key === undefined || id === undefined ? undefined : { key, id };
}
