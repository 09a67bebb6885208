import { type ReturnFile, readReturn, unreadable } from "../cnab240/read-return.ts";
import { whyUnreadable } from "../cnab240/split-lines.ts";
import { isCnab400, readReturn400 } from "./read-return-400.ts";

/** Parses a bank's return file, in CNAB 240 or CNAB 400. Never throws: problems are listed by line. */
export function readBankReturn(text: string): ReturnFile {
  const why = whyUnreadable(text);
  if (why !== undefined) return unreadable(why);
  return isCnab400(text) ? readReturn400(text) : readReturn(text);
}
