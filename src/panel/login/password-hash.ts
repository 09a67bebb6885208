import { hash, verify } from "@node-rs/argon2";

/** Hashes with Argon2id at the library's default cost: 19 MiB, two passes, as OWASP recommends. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** The hash of no password. */
const dummyHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsIHNlbSBzZW5oYQ$YmVtIG1haXMgbG9uZ28gcXVlIHVtYSBzZW5oYSBkbw";

/** Returns whether the password matches. Takes as long without a hash, so that timing does not reveal accounts. */
export function isPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  return hashed ? verify(hashed, password) : verify(dummyHash, password).then(() => false);
}
