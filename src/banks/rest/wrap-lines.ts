import { fitInstructions } from "../../core/boleto/fit-instructions.ts";

/**
 * Lays instructions out in at most `most` rows of at most `width` characters, without cutting a word that fits into a
 * row; see `fitInstructions` for what is left out if they do not fit. Letters are kept: convert them with `fit` before.
 */
export function wrapLines(lines: readonly string[], { width, most }: { width: number; most: number }): string[] {
  return fitInstructions(lines, (text) => wrap(text, width), most);
}

function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (longer.length <= width) rows.splice(-1, 1, longer);
    else rows.push(...(word.match(new RegExp(`.{1,${width}}`, "gu")) ?? []));
  }
  return rows;
}
