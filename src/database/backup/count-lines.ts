const lineBreak = 10;

/** How many lines end in these bytes; in COPY's text form each is a row, whatever stands in it. */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineBreak); at >= 0; at = bytes.indexOf(lineBreak, at + 1)) lines++;
  return lines;
}
