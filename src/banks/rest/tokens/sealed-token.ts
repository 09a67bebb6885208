import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Credentials } from "../read-settings.ts";

const algorithm = "aes-256-gcm";

/** Encrypts a token for the database; only the same credentials can decrypt it. */
export function sealToken(token: string, credentials: Credentials): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, keyOf(credentials), iv);
  const sealed = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Decrypts a token from `sealToken`; undefined if the credentials differ or it was tampered with. */
export function openToken(sealed: string, credentials: Credentials): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv(algorithm, keyOf(credentials), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function keyOf({ clientId, clientSecret = "", certificate }: Credentials): Buffer {
  const secrets = `${clientSecret}\n${certificate ? privatePartOf(certificate) : ""}`;
  return Buffer.from(hkdfSync("sha256", secrets, clientId, "faturabot bank token", 32));
}

const privatePartOf = (certificate: NonNullable<Credentials["certificate"]>): string =>
  "pfx" in certificate ? certificate.pfx.toString("base64") : certificate.key;
