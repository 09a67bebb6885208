const lineBreak = 10;

/**
 * Counts the line ends in these bytes. In COPY's text format each one is a row, because a line break in a value is
 * escaped.
 */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineBreak); at >= 0; at = bytes.indexOf(lineBreak, at + 1)) lines++;
  return lines;
}
