import { type BankAccountText, writeReturn } from "./write-return.ts";

/** Caixa's answer to a whole remessa (pré-crítica): 3 taken, 4 partly refused, 5 refused; one line of reasons. */
export function writeReply(kind: "3" | "4" | "5", nsa: number, account: BankAccountText): Buffer {
  const [header = ""] = writeReturn("104", [], { nsa, account }).toString("latin1").split("\r\n");
  const lines = [
    `${header.slice(0, 142)}${kind}${header.slice(143)}`,
    "10400001T01".padEnd(240),
    "1040000300001W 02000001 18.088".padEnd(240),
    "10400005         000003".padEnd(240),
    "10499999         000001000005".padEnd(240),
  ];
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(""), "latin1");
}
