import { createHash, randomBytes } from "node:crypto";

/** A token that opens something, and what is kept of it: 256 random bits leave nothing to guess. */
export const secret = {
  create: () => randomBytes(32).toString("base64url"),
  hashOf: (token: string) => createHash("sha256").update(token).digest("hex"),
};
