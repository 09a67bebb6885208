/** A code as it is stored: its HMAC-SHA-256, with a salt of its own. */
export interface SealedCode {
  salt: string;
  hash: string;
}

/** Draws and compares codes. It is passed in, because the core has no randomness and no hashing. */
export interface CodeMint {
  draw(): { code: string; sealed: SealedCode };
  /** Compares in constant time, even if there is no sealed code. */
  matches(code: string, sealed: SealedCode | undefined): boolean;
}
