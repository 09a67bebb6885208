import { createHash, randomBytes } from "node:crypto";

/**
 * Tokens for sessions and invitations. They are stored as SHA-256: they consist of 256 random bits, which nobody can
 * guess.
 */
export const secret = {
  create: () => randomBytes(32).toString("base64url"),
  hashOf: (token: string) => createHash("sha256").update(token).digest("hex"),
};
