import bwip from "bwip-js/node";

const blank = 2;

/**
 * Draws a QR code as text, two rows of modules in each line, dark on light, with the margin that scanners need. Throws
 * RangeError if the text is too long for a QR code.
 */
export function drawQr(text: string): string {
  const [code] = bwip.raw("qrcode", text, "eclevel=L");
  if (!code || !("pixs" in code)) throw new RangeError("Not a text that a QR code can hold");
  const { pixs, pixx } = code;
  const size = pixx + 2 * blank;
  const dark = (row: number, column: number) => {
    const inside = row >= blank && column >= blank && row < blank + pixx && column < blank + pixx;
    return inside && pixs[(row - blank) * pixx + column - blank] === 1;
  };
  const lines: string[] = [];
  for (let row = 0; row < size; row += 2) {
    let line = "";
    for (let column = 0; column < size; column++)
      line += halves[Number(!dark(row, column)) * 2 + Number(!dark(row + 1, column))];
    lines.push(line);
  }
  return lines.join("\n");
}

/**
 * Characters by whether the upper and the lower module are light. A filled block is light, because terminals are dark.
 */
const halves = [" ", "▄", "▀", "█"];
