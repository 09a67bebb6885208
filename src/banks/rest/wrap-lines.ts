import { fitInstructions } from "../../core/boleto/fit-instructions.ts";
import { fit } from "./fit.ts";

/**
 * Lays instructions out in at most `most` rows of at most `width` characters that banks' fields accept, without cutting
 * a word that fits into a row; see `fitInstructions` for what is left out if they do not fit.
 */
export function wrapLines(lines: readonly string[], { width, most }: { width: number; most: number }): string[] {
  const accepted = lines.map((line) => fit(line, line.length));
  return fitInstructions(accepted, (text) => wrap(text, width), most);
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
