import type { CnabBank } from "./cnab-bank.ts";
import { ownerIn } from "./read-fields.ts";
import type { LineProblem, NamedOwner } from "./return-title.ts";
import type { FileLine } from "./split-lines.ts";

/**
 * Caixa's answer to a remessa before it reads the titles (pré-crítica, G015: 3, 4 or 5 in position 143 of the header).
 * With "refused" none of its titles exists at the bank; with "partly-refused" some do not, and the answer by title
 * comes in a return file.
 */
export interface RemittanceReply {
  outcome: "taken" | "partly-refused" | "refused";
  /** The remessa's number, as we wrote it. */
  nsa: number;
  owner: NamedOwner;
  /** The bank's lines about it (segment W), with the reason in words where it is known. */
  lines: readonly LineProblem[];
}

const outcomes: Readonly<Record<string, RemittanceReply["outcome"]>> = {
  "3": "taken",
  "4": "partly-refused",
  "5": "refused",
};

/** Reads the answer from the file's lines; `kind` is position 143 of its header. */
export function readRemittanceReply(bank: CnabBank, lines: readonly FileLine[], kind: string): RemittanceReply {
  const [header] = lines;
  const words = bank.reasons("03");
  const details = lines.filter(({ text }) => text[7] === "3");
  return {
    outcome: outcomes[kind] ?? "partly-refused",
    nsa: Number((header?.text.slice(157, 163) ?? "").replace(/\D/g, "")),
    owner: header ? ownerIn(header, bank.owner.header) : {},
    lines: details.map(({ number, text }) => {
      const said = text.slice(14).trim();
      // The line ends in the number of the field and the code of three digits: " 18.088".
      const reason = words[said.match(/\.0(\w\w)$/)?.[1] ?? ""];
      return { line: number, message: reason === undefined ? said : `${said} (${reason})` };
    }),
  };
}
