import { unzipSync } from "fflate";

const mostBytes = 64 * 2 ** 20;

/**
 * Returns the contents of the files in a ZIP file, as the bank packs its lists. In the sample of the bank's OpenAPI file
 * the bytes were converted from Latin-1 to UTF-8 on the way; such a file is read as well. Throws if it is no ZIP file, or
 * its contents are larger than 64 MiB.
 */
export function readZip(file: Buffer): Buffer[] {
  const text = file.toString("utf8");
  // Packed bytes are hardly ever valid UTF-8 by themselves.
  const isConverted = !text.includes("\ufffd") && Buffer.byteLength(text, "latin1") !== file.length;
  return unzip(isConverted ? Buffer.from(text, "latin1") : file);
}

function unzip(zip: Buffer): Buffer[] {
  let bytes = 0;
  const files = unzipSync(zip, {
    filter({ name, originalSize }) {
      bytes += originalSize;
      if (bytes > mostBytes) throw new Error("The files are too large");
      return !name.endsWith("/");
    },
  });
  return Object.values(files).map((content) => Buffer.from(content));
}
