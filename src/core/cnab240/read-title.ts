import type { CnabBank } from "./cnab-bank.ts";
import { type Movement, unknownMovement } from "./movements.ts";
import { fieldReader, ownerIn, wrongWidth } from "./read-fields.ts";
import { alreadyThereReasons, explainReasons, pairs } from "./reasons.ts";
import { lineWidth } from "./render-record.ts";
import type { LineProblem, NamedOwner, ReturnTitle } from "./return-title.ts";
import type { FileLine } from "./split-lines.ts";
import { boletoIdIn } from "./title-reference.ts";

const uPlaces = {
  juros: [18, 32],
  desconto: [33, 47],
  abatimento: [48, 62],
  pago: [78, 92],
  outrosCreditos: [123, 137],
} as const;
const uDates = { ocorrencia: [138, 145], credito: [146, 153] } as const;

/** Reads one title of a return file from its segments T and U. `owner` is whom the headers name. */
export function readTitle(
  bank: CnabBank,
  { t, u, extras }: { t: FileLine; u: FileLine; extras: readonly FileLine[] },
  owner: NamedOwner,
): ReturnTitle {
  const { places } = bank;
  const problems: LineProblem[] = [];
  const fields = fieldReader((problem) => problems.push(problem), lineWidth);
  const code = fields.text(t, [16, 17]);
  const movement = bank.movements[code] ?? unknownMovement(code);
  const nossoNumero = fields.text(t, places.nossoNumero);
  const reference = fields.text(t, places.referencia);
  const boletoId = boletoIdIn(reference.toUpperCase());
  const dueDate = fields.date(t, places.vencimento, "vencimento");
  const occurredOn = fields.date(u, uDates.ocorrencia, "data da ocorrência");
  const creditedOn = fields.date(u, uDates.credito, "data do crédito");
  const motivos = fields.text(t, places.motivos);
  const reasons = bank.reasonsIn?.(code, motivos) ?? explainReasons(pairs(motivos), bank.reasons(code));
  const alreadyThere = bank.alreadyThere ?? alreadyThereReasons;
  const title: ReturnTitle = {
    line: t.number,
    bankCode: bank.code,
    code,
    movement,
    nossoNumero: nossoNumero.trim(),
    numbers: bank.numbersIn(nossoNumero),
    owner: { ...owner, ...ownerIn(t, bank.owner.t) },
    seuNumero: fields.text(t, places.seuNumero).trim(),
    reference: filled(reference),
    ...(boletoId !== undefined && { boletoId }),
    ...(dueDate && { dueDate }),
    amountCents: fields.number(t, places.valor, "valor do título"),
    paidCents: fields.number(u, uPlaces.pago, "valor pago"),
    jurosCents: fields.number(u, uPlaces.juros, "juros"),
    discountCents: fields.number(u, uPlaces.desconto, "desconto"),
    abatementCents: fields.number(u, uPlaces.abatimento, "abatimento"),
    otherCreditCents: fields.number(u, uPlaces.outrosCreditos, "outros créditos"),
    feeCents: fields.number(t, places.tarifa, "tarifa"),
    ...(occurredOn && { occurredOn }),
    ...(creditedOn && { creditedOn }),
    ...reasons,
    isAlreadyThere: reasons.reasonCodes.some((reason) => alreadyThere.includes(reason)),
    problems,
    extras,
  };
  problems.push(
    ...cutShort(t, places.valor[1]),
    ...cutShort(u, uPlaces.pago[1]),
    ...paymentProblems(title, u.number, problems),
  );
  return title;
}

/** Spaces at the end of a line may be missing, but not its amounts. */
const cutShort = ({ number, text }: FileLine, end: number): LineProblem[] =>
  text.length < end ? [{ line: number, message: wrongWidth(text, lineWidth) }] : [];

/** What a payment lacks to be booked. The net amount is no substitute: banks take their fee from it. */
export function paymentProblems(
  { movement, paidCents, occurredOn }: { movement: Movement; paidCents: number; occurredOn?: string },
  line: number,
  found: readonly LineProblem[],
): LineProblem[] {
  // A line with an unreadable field is told by that field.
  if (movement.effect !== "paid" || found.some((problem) => problem.line === line)) return [];
  return [
    ...(paidCents === 0 ? [{ line, message: "liquidação sem valor pago" }] : []),
    ...(occurredOn ? [] : [{ line, message: "liquidação sem data da ocorrência" }]),
  ];
}

/** A field of text; empty if it holds only zeros. */
export const filled = (field: string) => (/^[0 ]*$/.test(field) ? "" : field.trim());
