import PDFDocument from "pdfkit";

/** Windows-1252 beyond Latin-1: what the built-in fonts of a PDF can also show. */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** The text as built-in PDF fonts can show it: one line, other scripts' letters without their marks, else "?". */
function winAnsi(text: string): string {
  const line = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (/^[\x20-\x7e\xa0-\xff]*$/.test(line)) return line;
  return [...line].map(showable).join("");
}

function showable(letter: string): string {
  if (/^[\x20-\x7e\xa0-\xff]$/.test(letter) || beyondLatin1.includes(letter)) return letter;
  const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "");
  return /^[\x20-\x7e]+$/.test(bare) ? bare : "?";
}

/** How a text is written: size in points; shrunk down to `minSize` and then cut with "…" where it is too wide. */
export interface TextStyle {
  size: number;
  minSize?: number;
  bold?: boolean;
  align?: "left" | "right" | "center";
  color?: string;
}

/** An A4 page that is measured in millimetres from its top left corner. Texts stand on their baseline. */
export class Page {
  readonly doc: PDFKit.PDFDocument;

  /** `title` becomes XML as it is: no names of people in it. */
  constructor(info: { title: string; createdAt: Date }) {
    this.doc = new PDFDocument({
      size: "A4",
      margin: 0,
      // Transparency needs 1.4.
      pdfVersion: "1.7",
      lang: "pt-BR",
      displayTitle: true,
      info: { Title: info.title, CreationDate: info.createdAt },
    });
  }

  /** Writes one line that never leaves its width. */
  write(text: string, x: number, baseline: number, width: number, style: TextStyle): void {
    const line = winAnsi(text);
    if (line === "") return;
    const { align = "left", color = "black" } = style;
    this.doc.font(style.bold ? "Helvetica-Bold" : "Helvetica").fillColor(color);
    const fitted = this.#fit(line, mm(width), style);
    // Measuring is what drawing a page mostly costs: not done where nothing depends on it.
    const free = align === "left" ? 0 : mm(width) - this.doc.widthOfString(fitted);
    const shift = align === "center" ? free / 2 : free;
    this.doc.text(fitted, mm(x) + shift, mm(baseline), { lineBreak: false, baseline: "alphabetic" });
  }

  /** Splits a text at its blanks into lines of a width at a font size; a longer word is left to `write`. */
  wrap(text: string, width: number, size: number): string[] {
    this.doc.font("Helvetica").fontSize(size);
    const lines: string[] = [];
    for (const word of winAnsi(text).split(" ")) {
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

  /** Lays a light grey below what is drawn later. */
  shade(x: number, y: number, width: number, height: number): void {
    this.doc.rect(mm(x), mm(y), mm(width), mm(height)).fill("#eeeeee");
  }

  /** The finished file. */
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

/** Millimetres as the points that a PDF counts in. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}
