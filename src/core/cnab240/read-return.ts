import { banks } from "../banks.ts";
import { type BankCode, bankCodes, isBankCode } from "../billing/bank-code.ts";
import { ownerIn, wrongWidth } from "./read-fields.ts";
import { readLotes } from "./read-lotes.ts";
import { type RemittanceReply, readRemittanceReply } from "./remittance-reply.ts";
import { lineWidth } from "./render-record.ts";
import type { LineProblem, ReturnTitle } from "./return-title.ts";
import { type FileLine, splitLines } from "./split-lines.ts";

/** A parsed return file. If it has any problem, none of it must be applied: the rest may be wrong as well. */
export interface ReturnFile {
  bankCode?: BankCode;
  /** The bank's number of the file. */
  nsa?: number;
  titles: readonly ReturnTitle[];
  /** In order of lines. */
  problems: readonly LineProblem[];
  /** What is not read and does no harm, such as a lote of another service. */
  notes: readonly LineProblem[];
  /** The bank's word on a whole remessa. */
  reply?: RemittanceReply;
}

const part = ({ text }: FileLine, from: number, to: number) => text.slice(from - 1, to);

/** A file that cannot be read at all, and why. */
export const unreadable = (message: string, line = 1): ReturnFile => ({
  titles: [],
  problems: [{ line, message }],
  notes: [],
});

/** Parses a CNAB 240 return file of any bank whose layout is known. Never throws: problems are listed by line. */
export function readReturn(text: string): ReturnFile {
  const lines = splitLines(text);
  const [header] = lines;
  if (!header) return unreadable("o arquivo está vazio");
  const notOurs = whyNotOurs(header);
  if (notOurs !== undefined) return unreadable(notOurs);
  const bankCode = part(header, 1, 3);
  const bank = isBankCode(bankCode) ? banks[bankCode].cnab240 : undefined;
  if (!bank) return unreadable(`o banco ${bankCode} não é um destes: ${banksByFile().join(", ")}`);
  const kind = part(header, 143, 143);
  if (kind === "1") return unreadable("isto é uma remessa, não um retorno");
  const isReply = bank.code === "104" && ["3", "4", "5"].includes(kind);
  if (kind !== "2" && !isReply) return unreadable("posição 143: esperado 2");
  const problems: LineProblem[] = [];
  const read = { bank, lines, headerOwner: ownerIn(header, bank.owner.header), isReply };
  const { titles, notes } = readLotes(read, (problem) => problems.push(problem));
  const nsa = part(header, 158, 163).trim();
  return {
    bankCode: bank.code,
    ...(/^\d+$/.test(nsa) && { nsa: Number(nsa) }),
    ...(isReply && { reply: readRemittanceReply(bank, lines, kind) }),
    titles,
    problems: problems.sort((one, other) => one.line - other.line),
    notes,
  };
}

const banksByFile = () => bankCodes.filter((code) => banks[code].cnab240);

function whyNotOurs({ text, number }: FileLine): string | undefined {
  if (/^01REMESSA/i.test(text)) return "isto é uma remessa em CNAB 400, não um retorno";
  if (/^02RETORNO/i.test(text) || (text.length >= 399 && text.length <= 402))
    return "isto é um arquivo CNAB 400 que não é lido aqui: peça ao banco o retorno em CNAB 240";
  if (!/^\d{3}00000/.test(text)) return "isto não é um arquivo CNAB 240";
  if (text.length > lineWidth) return wrongWidth(text, lineWidth);
  return text.length < 143 ? `linha ${number} cortada: ${wrongWidth(text, lineWidth)}` : undefined;
}
