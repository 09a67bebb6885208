/** A code as it is kept: its HMAC-SHA-256 under a salt of its own. */
export interface SealedCode {
  salt: string;
  hash: string;
}

/** Draws codes and compares them; randomness and hashes are not the core's. */
export interface CodeMint {
  draw(): { code: string; sealed: SealedCode };
  /** In a time that does not tell how much of it was right, nor whether there is anything to compare with. */
  matches(code: string, sealed: SealedCode | undefined): boolean;
}
