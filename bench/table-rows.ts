/** The rows of all tables in a text of Markdown, each by its table's headings. */
export function tableRows(text: string): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  let headings: string[] | undefined;
  for (const line of text.split("\n")) {
    const cells = line.startsWith("|")
      ? line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim())
      : undefined;
    if (!cells) headings = undefined;
    else if (!headings) headings = cells;
    else if (!cells.every((cell) => /^-+$/.test(cell)))
      rows.push(Object.fromEntries(headings.map((heading, at) => [heading || `column ${at + 1}`, cells[at] ?? ""])));
  }
  return rows;
}
