import { unknownMovement } from "../cnab240/movements.ts";
import { fieldReader, ownerIn, wrongWidth } from "../cnab240/read-fields.ts";
import { type ReturnFile, unreadable } from "../cnab240/read-return.ts";
import { filled, paymentProblems } from "../cnab240/read-title.ts";
import { explainReasons } from "../cnab240/reasons.ts";
import type { LineProblem, NamedOwner, ReturnTitle } from "../cnab240/return-title.ts";
import { type FileLine, splitLines } from "../cnab240/split-lines.ts";
import { boletoIdIn } from "../cnab240/title-reference.ts";
import { bancoDoBrasil } from "./banks/banco-do-brasil.ts";
import { bradesco } from "./banks/bradesco.ts";
import { itau } from "./banks/itau.ts";
import { santander } from "./banks/santander.ts";
import type { Cnab400Bank } from "./cnab400-bank.ts";

const width = 400;
/** Banks whose CNAB 400 return is read, by the code in the header; 353 is Santander's old one. */
const banks400: Readonly<Record<string, Cnab400Bank>> = {
  "001": bancoDoBrasil,
  "033": santander,
  "237": bradesco,
  "341": itau,
  "353": santander,
};
const named = "Banco do Brasil (001), Santander (033), Bradesco (237) e Itaú (341)";

const part = ({ text }: FileLine, from: number, to: number) => text.slice(from - 1, to);

/** Returns true for a return file in CNAB 400 of any bank. `\s` includes the byte order mark. */
export const isCnab400 = (text: string) => /^(?:ï»¿|\s)*02RETORNO/i.test(text);

/** Parses a CNAB 400 return file of cobrança. Never throws: problems are listed by line. */
export function readReturn400(text: string): ReturnFile {
  const lines = splitLines(text, width);
  const [header] = lines;
  if (!header) return unreadable("o arquivo está vazio");
  const code = part(header, 77, 79);
  const bank = banks400[code];
  if (!bank)
    return unreadable(
      `isto é um arquivo CNAB 400 do banco ${code.trim() || "sem código"}; em CNAB 400 são lidos ${named}: peça ao banco o retorno em CNAB 240`,
    );
  if (part(header, 10, 11) !== "01") return unreadable("isto é um retorno de outro serviço, não de cobrança");
  const problems: LineProblem[] = [];
  const { titles, notes } = readLines(bank, lines, (line, message) => problems.push({ line: line.number, message }));
  const nsa = bank.nsa ? part(header, ...bank.nsa).trim() : "";
  return {
    bankCode: bank.code,
    ...(/^\d+$/.test(nsa) && { nsa: Number(nsa) }),
    titles,
    problems: problems.sort((one, other) => one.line - other.line),
    notes,
  };
}

function readLines(
  bank: Cnab400Bank,
  lines: readonly FileLine[],
  report: (line: FileLine, message: string) => void,
): Pick<ReturnFile, "titles" | "notes"> {
  const titles: ReturnTitle[] = [];
  const notes: LineProblem[] = [];
  const [header] = lines;
  const headerOwner = header ? ownerIn(header, bank.owner.header) : {};
  let end: FileLine | undefined;
  let extras: FileLine[] | undefined;
  lines.forEach((line, index) => {
    const stated = part(line, 395, 400).trim();
    if (end) report(line, "há uma linha depois do fim do arquivo");
    else if (line.text.length > width) report(line, wrongWidth(line.text, width));
    else if (/^\d+$/.test(stated) && Number(stated) > 0 && Number(stated) !== index + 1)
      report(line, `sequência: o banco diz ${Number(stated)}, mas esta é a linha ${index + 1}; falta ou sobra uma`);
    else if (index === 0) return;
    else if (part(line, 1, 1) === "9") end = line;
    else if (part(line, 1, 1) === bank.detail) {
      extras = [];
      titles.push({ ...readDetail(bank, line, headerOwner), extras });
    } else {
      // Others belong to the detail before: Pix, rateio, messages.
      if (extras) extras.push(line);
      else notes.push({ line: line.number, message: `registro "${part(line, 1, 1)}", não lido` });
    }
  });
  const last = lines.at(-1);
  if (!end && last) report(last, "o arquivo termina no meio: falta o último registro (9)");
  return { titles, notes };
}

function readDetail(bank: Cnab400Bank, line: FileLine, headerOwner: NamedOwner): ReturnTitle {
  const { places } = bank;
  const problems: LineProblem[] = [];
  const fields = fieldReader((problem) => problems.push(problem), width);
  const code = fields.text(line, places.movimento);
  const movement = bank.movements[code] ?? unknownMovement(code);
  const nossoNumero = fields.text(line, places.nossoNumero);
  const reference = fields.text(line, places.referencia);
  const boletoId = boletoIdIn(reference.toUpperCase());
  const dueDate = fields.date(line, places.vencimento, "vencimento");
  const occurredOn = fields.date(line, places.ocorrencia, "data da ocorrência");
  const creditedOn = fields.date(line, places.credito, "data do crédito");
  const feeCents = fields.number(line, places.tarifa, "tarifa");
  const credited = fields.number(line, places.pago, "valor pago");
  const isPayment = movement.effect === "paid" || movement.effect === "cleared";
  if (line.text.length < places.pago[1]) problems.push({ line: line.number, message: wrongWidth(line.text, width) });
  const reasons = reasonsOfDetail(bank, code, line);
  const title: ReturnTitle = {
    line: line.number,
    bankCode: bank.code,
    code,
    movement,
    nossoNumero: nossoNumero.trim(),
    numbers: bank.numbersIn(nossoNumero, line.text),
    owner: { ...headerOwner, ...ownerIn(line, bank.owner.detail) },
    seuNumero: fields.text(line, places.seuNumero).trim(),
    reference: filled(reference),
    ...(boletoId !== undefined && { boletoId }),
    ...(dueDate && { dueDate }),
    amountCents: fields.number(line, places.valor, "valor do título"),
    paidCents: isPayment ? paidBy(bank, credited, feeCents) : 0,
    jurosCents: fields.number(line, places.juros, "juros"),
    discountCents: fields.number(line, places.desconto, "desconto"),
    abatementCents: fields.number(line, places.abatimento, "abatimento"),
    otherCreditCents: fields.number(line, places.outrosCreditos, "outros créditos"),
    feeCents,
    ...(occurredOn && { occurredOn }),
    ...(creditedOn && { creditedOn }),
    ...reasons,
    isAlreadyThere: reasons.reasonCodes.some((reason) => bank.alreadyThere.includes(reason)),
    problems,
    extras: [],
  };
  problems.push(...paymentProblems(title, line.number, problems));
  return title;
}

/** What the payer paid, where the bank tells what it credited. */
const paidBy = ({ paidIsNet }: Cnab400Bank, credited: number, feeCents: number) =>
  paidIsNet && credited > 0 ? credited + feeCents : credited;

function reasonsOfDetail(bank: Cnab400Bank, code: string, line: FileLine) {
  const [from, to] = bank.reasonsPlace?.(code) ?? bank.places.motivos;
  const codes = part(line, from, to).match(new RegExp(`.{${bank.reasonWidth}}`, "g")) ?? [];
  return explainReasons(
    codes.filter((reason) => !/^[0 ]*$/.test(reason)),
    bank.reasons(code),
  );
}
