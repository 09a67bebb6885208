import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { CodeMint } from "../core/identity/code-mint.ts";
import { codeRules } from "../core/identity/code-rules.ts";

/** What a code that was never sealed is compared with: in the same time, and never right. */
const nothing = { salt: "", hash: "0".repeat(64) };

/**
 * Codes from the system's generator, kept as HMAC-SHA-256 under a salt of their own. A slow hash would not help: a million
 * codes are tried in a moment whatever it is, and ten minutes, five tries and one use are what protects them. The salt
 * keeps two rows with one code from looking alike.
 */
export const codeMint: CodeMint = {
  draw() {
    const code = String(randomInt(10 ** codeRules.digits)).padStart(codeRules.digits, "0");
    const salt = randomBytes(16).toString("hex");
    return { code, sealed: { salt, hash: hmac(salt, code).toString("hex") } };
  },
  matches(code, sealed) {
    const { salt, hash } = sealed ?? nothing;
    return timingSafeEqual(hmac(salt, code), Buffer.from(hash, "hex"));
  },
};

const hmac = (salt: string, code: string) => createHmac("sha256", salt).update(code).digest();
