import { banks } from "../banks.ts";
import { type BankCode, bankCodes, isBankCode } from "../billing/bank-code.ts";
import type { CnabBank } from "./cnab-bank.ts";
import { type LineProblem, readTitle } from "./read-title.ts";
import { lineWidth } from "./render-record.ts";
import type { ReturnTitle } from "./return-title.ts";
import { type FileLine, splitLines } from "./split-lines.ts";

/** A parsed return file. If it has any problem, none of it must be applied: the rest may be wrong as well. */
export interface ReturnFile {
  bankCode?: BankCode;
  /** The bank's number of the file. */
  nsa?: number;
  titles: readonly ReturnTitle[];
  /** In order of lines. */
  problems: readonly LineProblem[];
}

const part = ({ text }: FileLine, from: number, to: number) => text.slice(from - 1, to);
const refused = (message: string, line = 1): ReturnFile => ({ titles: [], problems: [{ line, message }] });

/** Parses a CNAB 240 return file of any bank whose layout is known. Never throws: problems are listed by line. */
export function readReturn(text: string): ReturnFile {
  const lines = splitLines(text);
  const [header] = lines;
  if (!header) return refused("o arquivo está vazio");
  const notOurs = whyNotOurs(header);
  if (notOurs !== undefined) return refused(notOurs);
  const bankCode = part(header, 1, 3);
  const bank = isBankCode(bankCode) ? banks[bankCode].cnab240 : undefined;
  if (!bank) return refused(`o banco ${bankCode} não é um destes: ${banksByFile().join(", ")}`);
  if (part(header, 143, 143) !== "2")
    return refused(part(header, 143, 143) === "1" ? "isto é uma remessa, não um retorno" : "posição 143: esperado 2");
  const problems: LineProblem[] = [];
  const titles = readLines(bank, lines, (problem) => problems.push(problem));
  const nsa = Number(part(header, 158, 163));
  const sorted = problems.sort((one, other) => one.line - other.line);
  return { bankCode: bank.code, ...(Number.isInteger(nsa) && { nsa }), titles, problems: sorted };
}

const banksByFile = () => bankCodes.filter((code) => banks[code].cnab240);

function whyNotOurs({ text }: FileLine): string | undefined {
  if (/^0[12](REMESSA|RETORNO)/.test(text) || (text.length >= 399 && text.length <= 402))
    return "isto é um arquivo CNAB 400: peça ao banco o retorno em CNAB 240";
  if (!/^\d{3}00000/.test(text)) return "isto não é um arquivo CNAB 240";
  return text.length === lineWidth ? undefined : wrongWidth(text);
}

const wrongWidth = (text: string) => `esperados ${lineWidth} caracteres, mas tem ${text.length}`;

/** A title being read: its segment T, its U once found, and the title's other segments. */
interface OpenTitle {
  t: FileLine;
  u?: FileLine;
  extras: FileLine[];
}

function readLines(bank: CnabBank, lines: readonly FileLine[], onProblem: (problem: LineProblem) => void) {
  const titles: ReturnTitle[] = [];
  let lote: { header: FileLine; isCobranca: boolean; lines: number } | undefined;
  let lotes = 0;
  let end: FileLine | undefined;
  let open: OpenTitle | undefined;
  const report = ({ number }: FileLine, message: string) => onProblem({ line: number, message });
  const closeTitle = () => {
    if (open?.u) titles.push(readTitle(bank, { ...open, u: open.u }, onProblem));
    else if (open) report(open.t, "falta o segmento U deste título");
    open = undefined;
  };
  const checkCount = (line: FileLine, [from, to]: [number, number], actual: number, label: string) => {
    const stated = part(line, from, to).trim();
    // Banks may leave counts empty or zero.
    if (!/^0*$/.test(stated) && Number(stated) !== actual)
      report(line, `${label}: o banco diz ${Number(stated)}, mas há ${actual}`);
  };
  const onDetail = (line: FileLine) => {
    const segment = part(line, 14, 14);
    if (segment === "T") {
      closeTitle();
      open = { t: line, extras: [] };
    } else if (segment !== "U") open?.extras.push(line);
    else if (!open || open.u) report(line, "segmento U sem o seu T");
    else if (part(line, 16, 17) !== part(open.t, 16, 17)) report(line, "o movimento do segmento U não é o do seu T");
    else open.u = line;
  };
  for (const line of lines.slice(1)) {
    if (end) report(line, "há uma linha depois do fim do arquivo");
    else if (line.text.length !== lineWidth) report(line, wrongWidth(line.text));
    else if (part(line, 1, 3) !== bank.code) report(line, `o banco desta linha não é ${bank.code}`);
    else {
      if (lote) lote.lines++;
      switch (part(line, 8, 8)) {
        case "1":
          if (lote) report(lote.header, "falta o fim deste lote");
          closeTitle();
          lotes++;
          lote = { header: line, isCobranca: part(line, 9, 11) === "T01", lines: 1 };
          break;
        case "3":
          if (!lote) report(line, "há um título fora de um lote");
          else if (lote.isCobranca) onDetail(line);
          break;
        case "5":
          closeTitle();
          if (lote) checkCount(line, [18, 23], lote.lines, "registros do lote");
          else report(line, "fim de um lote que não começou");
          lote = undefined;
          break;
        case "9":
          if (lote) report(lote.header, "falta o fim deste lote");
          closeTitle();
          checkCount(line, [18, 23], lotes, "lotes do arquivo");
          checkCount(line, [24, 29], lines.length, "registros do arquivo");
          end = line;
          break;
        default:
          report(line, `tipo de registro "${part(line, 8, 8)}" desconhecido`);
      }
    }
  }
  const last = lines.at(-1);
  if (!end && last) {
    closeTitle();
    report(last, "o arquivo termina no meio: falta o último registro (9)");
  }
  return titles;
}
