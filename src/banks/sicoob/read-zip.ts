import { inflateRawSync } from "node:zlib";

const localHeader = { signature: 0x04034b50, bytes: 30, method: 8, nameLength: 26, extraLength: 28 };
const deflated = 8;
const mostBytes = 64 * 2 ** 20;

/**
 * Returns the content of a ZIP file with one compressed file, as the bank packs its lists. In the sample of the bank's
 * OpenAPI file the bytes were converted from Latin-1 to UTF-8 on the way; such a file is read as well. Throws if it is
 * no such file, or larger than 64 MiB.
 */
export function readZip(file: Buffer): Buffer {
  try {
    return inflateOnly(file);
  } catch (error) {
    const text = file.toString("utf8");
    const restored = Buffer.from(text, "latin1");
    if (text.includes("\ufffd") || restored.length === file.length) throw error;
    return inflateOnly(restored);
  }
}

function inflateOnly(zip: Buffer): Buffer {
  if (zip.readUInt32LE(0) !== localHeader.signature) throw new Error("Not a ZIP file");
  if (zip.readUInt16LE(localHeader.method) !== deflated) throw new Error("Not compressed as expected");
  const names = zip.readUInt16LE(localHeader.nameLength) + zip.readUInt16LE(localHeader.extraLength);
  return inflateRawSync(zip.subarray(localHeader.bytes + names), { maxOutputLength: mostBytes });
}
