import { hash, verify } from "@node-rs/argon2";

/** Hashes a password by Argon2id with the default cost of the library: 19 MiB and two passes, as OWASP recommends. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash that no password has. */
const dummyHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsIHNlbSBzZW5oYQ$YmVtIG1haXMgbG9uZ28gcXVlIHVtYSBzZW5oYSBkbw";

/**
 * Returns true if the password matches the hash. Without a hash it takes the same time, so that the time does not
 * reveal which accounts exist.
 */
export function isPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  return hashed ? verify(hashed, password) : verify(dummyHash, password).then(() => false);
}
