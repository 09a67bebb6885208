import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { CodeMint } from "../core/identity/code-mint.ts";
import { codeRules } from "../core/identity/code-rules.ts";

/** A code is compared with this if none was sealed. The comparison takes the same time and never succeeds. */
const neverMatches = { salt: "", hash: "0".repeat(64) };

/**
 * Draws codes from the random generator of the system, and seals them by HMAC-SHA-256 with a salt of their own, so that
 * equal codes do not have equal hashes. There are only a million codes, so a slow hash would not help: what protects a
 * code is that it is valid for ten minutes, for five attempts and for one use.
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
