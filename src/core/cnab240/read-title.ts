import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { readCnabDate } from "./cell.ts";
import type { CnabBank } from "./cnab-bank.ts";
import type { ReturnTitle } from "./return-title.ts";
import type { FileLine } from "./split-lines.ts";
import type { Place } from "./title-places.ts";
import { boletoIdIn } from "./title-reference.ts";

/** A fault in a line, with a sentence for the operator. */
export interface LineProblem {
  line: number;
  message: string;
}

const uPlaces = { juros: [18, 32], desconto: [33, 47], pago: [78, 92], liquido: [93, 107] } as const;
const uDates = { ocorrencia: [138, 145], credito: [146, 153] } as const;

/** Reads one title of a return file from its segments T and U. Reports unreadable fields to `onProblem`. */
export function readTitle(
  bank: CnabBank,
  { t, u, extras }: { t: FileLine; u: FileLine; extras: readonly FileLine[] },
  onProblem: (problem: LineProblem) => void,
): ReturnTitle {
  const { places } = bank;
  const field = ({ text }: FileLine, [from, to]: Place) => text.slice(from - 1, to);
  const number = (line: FileLine, place: Place, label: string): number => {
    const digits = field(line, place).trim();
    if (/^\d*$/.test(digits)) return Number(digits);
    onProblem({ line: line.number, message: `${label}, posições ${place[0]} a ${place[1]}: esperado um número` });
    return 0;
  };
  const date = (line: FileLine, place: Place, label: string): IsoDate | undefined => {
    const day = readCnabDate(field(line, place));
    if (day !== "invalid") return day;
    onProblem({
      line: line.number,
      message: `${label}, posições ${place[0]} a ${place[1]}: esperada uma data DDMMAAAA`,
    });
    return undefined;
  };
  const code = field(t, [16, 17]);
  const movement = bank.movements[code] ?? {
    words: `Movimento ${code.trim() || "em branco"}, sem explicação aqui`,
    effect: "none",
  };
  const reasonCodes = (field(t, places.motivos).match(/../g) ?? []).filter((reason) => !/^(00| {2}|0 )$/.test(reason));
  const words = bank.reasons(code);
  const nossoNumero = field(t, places.nossoNumero);
  const boletoId = boletoIdIn(field(t, places.referencia));
  const dueDate = date(t, places.vencimento, "vencimento");
  const occurredOn = date(u, uDates.ocorrencia, "data da ocorrência");
  const creditedOn = date(u, uDates.credito, "data do crédito");
  const paid = number(u, uPlaces.pago, "valor pago");
  const net = number(u, uPlaces.liquido, "valor líquido");
  const title: ReturnTitle = {
    line: t.number,
    bankCode: bank.code,
    code,
    movement,
    nossoNumero: nossoNumero.trim(),
    numbers: bank.numbersIn(nossoNumero),
    seuNumero: field(t, places.seuNumero).trim(),
    ...(boletoId !== undefined && { boletoId }),
    ...(dueDate && { dueDate }),
    amountCents: number(t, places.valor, "valor do título"),
    // Some banks leave the paid amount empty and state only the credited one.
    paidCents: movement.effect === "paid" ? paid || net : paid,
    jurosCents: number(u, uPlaces.juros, "juros"),
    discountCents: number(u, uPlaces.desconto, "desconto"),
    feeCents: number(t, places.tarifa, "tarifa"),
    ...(occurredOn && { occurredOn }),
    ...(creditedOn && { creditedOn }),
    reasons: reasonCodes.map(
      (reason) => `${reason} ${words[reason] ?? "motivo sem explicação aqui: veja o manual do banco"}`,
    ),
    reasonCodes,
    extras,
  };
  if (movement.effect === "paid" && title.paidCents === 0)
    onProblem({ line: u.number, message: "liquidação sem valor pago" });
  if (movement.effect === "paid" && !title.occurredOn)
    onProblem({ line: u.number, message: "liquidação sem data da ocorrência" });
  return title;
}
