import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP file with one compressed file. */
export function zipOf(name: string, content: string): Buffer {
  const bytes = Buffer.from(content, "utf8");
  const packed = deflateRawSync(bytes);
  const title = Buffer.from(name, "latin1");
  // Version, flags, method, time, day, check sum and sizes: the same in both headers.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(bytes.length, 18);
  common.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, title, packed]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, Buffer.alloc(14), title]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** In the bank's published example the bytes were taken for Latin-1 and written as UTF-8. */
export const damagedInTransit = (zip: Buffer): Buffer => Buffer.from(zip.toString("latin1"), "utf8");
