import { hash, verify } from "@node-rs/argon2";

/** Argon2id at its library's cost: 19 MiB, two passes, as OWASP asks for. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** Of no password. */
const ofNobody = "$argon2id$v=19$m=19456,t=2,p=1$c2FsIHNlbSBzZW5oYQ$YmVtIG1haXMgbG9uZ28gcXVlIHVtYSBzZW5oYSBkbw";

/** Whether it is the password; takes as long where there is none. */
export function isPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  return hashed ? verify(hashed, password) : verify(ofNobody, password).then(() => false);
}
