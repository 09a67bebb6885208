import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

type Image = Parameters<typeof readBarcodes>[0];

/** The bar codes of boletos and the QR codes that a scanner sees on an image: a PNG's bytes, or pixels. */
export async function readCodes(image: Image) {
  // From the package itself: it would fetch it.
  const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
  return readBarcodes(image, { formats: ["ITF", "QRCode"], tryHarder: true });
}
