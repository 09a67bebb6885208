// Run as a process of its own: pdfium renders once a process. A PDF on standard input, what is on it on standard output.
import { buffer } from "node:stream/consumers";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { readCodes } from "./read-codes.ts";

const dpi = 250;
const mmPerPixel = 25.4 / dpi;

const library = await PDFiumLibrary.init();
const document = await library.loadDocument(await buffer(process.stdin));
const page = document.getPage(0);
// pdfium answers nothing more after a render.
const pages = document.getPageCount();
const size = page.getOriginalSize();
const text = page.getText();
const { width, height, data } = await page.render({ scale: dpi / 72, render: async ({ data }) => data });

const pixels = { data: new Uint8ClampedArray(data), width, height, colorSpace: "srgb" };
const codes = await readCodes(pixels as Parameters<typeof readCodes>[0]);

const dark = (x: number, y: number) => (data[4 * (y * width + x)] ?? 255) < 128;
const columns = [...Array(width).keys()];
// Through the middle of the bars, as a scanner sees them.
const scanned = columns.filter((x) => dark(x, Math.round(height - 12 / mmPerPixel)));
const inBars = [...Array(height).keys()].filter((y) => y > height * 0.9 && dark(scanned[0] ?? 0, y));

process.stdout.write(
  JSON.stringify({
    pages,
    size,
    text,
    codes: codes.filter(({ format }) => format === "ITF").map(({ text }) => text),
    qrs: codes.filter(({ format }) => format === "QRCode").map(({ text }) => text),
    barsMm: {
      left: (scanned[0] ?? 0) * mmPerPixel,
      length: ((scanned.at(-1) ?? 0) - (scanned[0] ?? 0) + 1) * mmPerPixel,
      height: inBars.length * mmPerPixel,
      fromBottom: (height - (inBars.at(-1) ?? 0) - 1) * mmPerPixel,
    },
  }),
);
