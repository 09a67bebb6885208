/** A stored code: its HMAC-SHA-256, with a salt for each code. */
export interface SealedCode {
  salt: string;
  hash: string;
}

/** Generates and compares codes. Injected, because randomness and hashing are outside the core. */
export interface CodeMint {
  draw(): { code: string; sealed: SealedCode };
  /** Compares in constant time, also when there is no sealed code. */
  matches(code: string, sealed: SealedCode | undefined): boolean;
}
