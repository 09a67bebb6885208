import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { CodeMint } from "../core/identity/code-mint.ts";
import { codeRules } from "../core/identity/code-rules.ts";

/** Compared with if no code was sealed: takes the same time and never matches. */
const neverMatches = { salt: "", hash: "0".repeat(64) };

/**
 * Codes from the system's random generator, stored as HMAC-SHA-256 with a salt for each. A slow hash would not help,
 * with only a million possible codes; they are protected by ten minutes, five attempts and a single use. The salt keeps
 * equal codes from having equal hashes.
 */
export const codeMint: CodeMint = {
  draw() {
    const code = String(randomInt(10 ** codeRules.digits)).padStart(codeRules.digits, "0");
    const salt = randomBytes(16).toString("hex");
    return { code, sealed: { salt, hash: hmac(salt, code).toString("hex") } };
  },
  matches(code, sealed) {
    const { salt, hash } = sealed ?? neverMatches;
    return timingSafeEqual(hmac(salt, code), Buffer.from(hash, "hex"));
  },
};

const hmac = (salt: string, code: string) => createHmac("sha256", salt).update(code).digest();
