const lineBreak = 10;

/**
 * Counts the line breaks in these bytes. In the text format of COPY, each one ends a row, because line breaks within
 * values are escaped.
 */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineBreak); at >= 0; at = bytes.indexOf(lineBreak, at + 1)) lines++;
  return lines;
}
