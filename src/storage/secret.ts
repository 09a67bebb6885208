import { createHash, randomBytes } from "node:crypto";

/** Tokens for sessions and invitations, stored as SHA-256: with 256 random bits there is nothing to guess. */
export const secret = {
  create: () => randomBytes(32).toString("base64url"),
  hashOf: (token: string) => createHash("sha256").update(token).digest("hex"),
};
