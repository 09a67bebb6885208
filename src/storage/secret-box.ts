import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "../core/app-error.ts";

/** Encrypts short secrets for the database. A secret that was sealed for one owner cannot be opened for another. */
export interface SecretBox {
  /** Returns the text to store. Without a key, that is the secret itself. */
  seal(secret: string, owner: string): string;
  /**
   * Returns the secret in a stored text, sealed or not. Throws AppError if no key fits, or if the text was tampered
   * with.
   */
  open(stored: string, owner: string): string;
  /** Returns true if the text is sealed with the current key or, without a key, not sealed. */
  isCurrent(stored: string): boolean;
}

const algorithm = "aes-256-gcm";
const version = "v1";

/**
 * Creates a box that uses AES-256-GCM, with keys derived from the given words by HKDF-SHA-256. The first word seals,
 * and all of them open, so that the key can be changed.
 */
export function createSecretBox(words: readonly string[]): SecretBox {
  const keys = words.map((word) => {
    const key = Buffer.from(hkdfSync("sha256", word, "", "faturabot secrets", 32));
    return { key, id: createHash("sha256").update(key).digest("base64url").slice(0, 8) };
  });
  const [first] = keys;
  return {
    seal(secret, owner) {
      if (!first) return secret;
      const nonce = randomBytes(12);
      const cipher = createCipheriv(algorithm, first.key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [version, first.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    open(stored, owner) {
      const parts = partsOf(stored);
      if (!parts) return stored;
      const known = keys.find(({ id }) => id === parts.id);
      if (!known) throw notOpened();
      try {
        const decipher = createDecipheriv(algorithm, known.key, parts.nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(parts.sealed.subarray(-16));
        return Buffer.concat([decipher.update(parts.sealed.subarray(0, -16)), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw notOpened(cause);
      }
    },
    isCurrent: (stored) => partsOf(stored)?.id === first?.id,
  };
}

function partsOf(stored: string): { id: string; nonce: Buffer; sealed: Buffer } | undefined {
  const [name, id = "", nonce = "", sealed = ""] = stored.split(".");
  if (name !== version) return undefined;
  return { id, nonce: Buffer.from(nonce, "base64url"), sealed: Buffer.from(sealed, "base64url") };
}

const notOpened = (cause?: unknown) =>
  new AppError("secrets-key", "Um segredo cifrado no banco de dados não abre com as chaves de SECRETS_KEY.", { cause });
