import PDFDocument from "pdfkit";

/** The characters of Windows-1252 that Latin-1 does not have. The fonts that are built into PDF can show them. */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/**
 * Converts a text to one line that the fonts built into PDF can show. Line breaks become spaces. A letter that these
 * fonts do not have loses its accents or, if it still cannot be shown, becomes "?".
 */
function toWinAnsi(text: string): string {
  const line = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (/^[\x20-\x7e\xa0-\xff]*$/.test(line)) return line;
  return [...line].map(toShowable).join("");
}

function toShowable(letter: string): string {
  if (/^[\x20-\x7e\xa0-\xff]$/.test(letter) || beyondLatin1.includes(letter)) return letter;
  const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "");
  return /^[\x20-\x7e]+$/.test(bare) ? bare : "?";
}

/**
 * Style of a text. Sizes are in points. A text that is too wide is made smaller, down to `minSize`, and then cut and
 * ended with "…".
 */
export interface TextStyle {
  size: number;
  minSize?: number;
  bold?: boolean;
  align?: "left" | "right" | "center";
  color?: string;
}

/** An A4 page. Coordinates are in mm from the top left corner. A text is placed by its baseline. */
export class Page {
  readonly doc: PDFKit.PDFDocument;

  /** The title is written to the XML metadata without escaping, so it must not contain names of people. */
  constructor(info: { title: string; createdAt: Date }) {
    this.doc = new PDFDocument({
      size: "A4",
      margin: 0,
      // Transparent drawings need at least PDF 1.4.
      pdfVersion: "1.7",
      lang: "pt-BR",
      displayTitle: true,
      info: { Title: info.title, CreationDate: info.createdAt },
    });
  }

  /** Writes a text in one line that is never wider than `width`. */
  write(text: string, x: number, baseline: number, width: number, style: TextStyle): void {
    const line = toWinAnsi(text);
    if (line === "") return;
    const { align = "left", color = "black" } = style;
    this.doc.font(style.bold ? "Helvetica-Bold" : "Helvetica").fillColor(color);
    const fitted = this.#fit(line, mm(width), style);
    // Measuring is most of the cost of a page, so it is left out for texts that are aligned left.
    const free = align === "left" ? 0 : mm(width) - this.doc.widthOfString(fitted);
    const shift = align === "center" ? free / 2 : free;
    this.doc.text(fitted, mm(x) + shift, mm(baseline), { lineBreak: false, baseline: "alphabetic" });
  }

  /**
   * Splits a text at its spaces into lines of at most `width`. A single word that is wider is left as it is; `write`
   * shortens it.
   */
  wrap(text: string, width: number, size: number): string[] {
    this.doc.font("Helvetica").fontSize(size);
    const lines: string[] = [];
    for (const word of toWinAnsi(text).split(" ")) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && this.doc.widthOfString(longer) > mm(width)) lines.push(word);
      else lines.splice(-1, 1, longer);
    }
    return lines;
  }

  /** Draws a black line. */
  line(x1: number, y1: number, x2: number, y2: number, widthPoints = 0.5): void {
    this.doc.lineWidth(widthPoints).moveTo(mm(x1), mm(y1)).lineTo(mm(x2), mm(y2)).stroke("black");
  }

  /** Fills an area with light grey. Must be called before something is drawn on the area. */
  shade(x: number, y: number, width: number, height: number): void {
    this.doc.rect(mm(x), mm(y), mm(width), mm(height)).fill("#eeeeee");
  }

  /** Ends the document and returns the file. */
  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => this.doc.on("end", resolve).on("error", reject));
    this.doc.end();
    await ended;
    return Buffer.concat(chunks);
  }

  #fit(line: string, width: number, { size, minSize = size }: TextStyle): string {
    const natural = this.doc.fontSize(size).widthOfString(line);
    if (natural <= width) return line;
    const shrunk = Math.max(minSize, (size * width) / natural);
    this.doc.fontSize(shrunk);
    if (shrunk > minSize) return line;
    let kept = line.length;
    while (kept > 0 && this.doc.widthOfString(`${line.slice(0, kept).trimEnd()}…`) > width) kept--;
    return `${line.slice(0, kept).trimEnd()}…`;
  }
}

/** Converts millimetres to PDF points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}
