import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A certificate of its own for one host, valid for two days or so many, and the hash by which Chromium is told to trust it. */
export function makeCertificate(host: string, days = 2): { key: string; cert: string; trustedAs: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const name = sequence(set(sequence(oid([0x55, 4, 3]), tlv(0x0c, Buffer.from(host)))));
  const now = Date.now();
  const validity = sequence(utcTime(now - dayMs), utcTime(now + days * dayMs));
  const alternativeName = sequence(tlv(0x82, Buffer.from(host)));
  const extensions = sequence(sequence(oid([0x55, 0x1d, 0x11]), tlv(0x04, alternativeName)));
  const version = tlv(0xa0, integer(2));
  const body = sequence(version, integer(1), algorithm, name, validity, name, spki, tlv(0xa3, extensions));
  const signature = sign("sha256", body, privateKey);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`,
    trustedAs: createHash("sha256").update(spki).digest("base64"),
  };
}

const dayMs = 86_400_000;

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => tlv(0x30, Buffer.concat(parts));
const set = (part: Buffer) => tlv(0x31, part);
const integer = (value: number) => tlv(0x02, Buffer.from([value]));
/** An object identifier by the bytes it is written with. */
const oid = (bytes: readonly number[]) => tlv(0x06, Buffer.from(bytes));
const utcTime = (at: number) =>
  tlv(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));

/** ecdsa-with-SHA256 */
const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));
