import type { ReturnFile } from "./read-return.ts";
import type { LineProblem, ReturnTitle } from "./return-title.ts";

/** A title and its action, taken or planned, described for the operator. */
export type ReportedTitle = ReturnTitle & {
  action: string;
  isForeign: boolean;
  /** Foreign although it has a number of ours. */
  isLikeOurs?: boolean;
};

/** Result of reading a return file. */
export interface ReturnReport {
  titles: readonly ReportedTitle[];
  /** In order of lines. If there is any, nothing was applied. */
  problems: readonly LineProblem[];
  /** In order of lines: what was left out although the file was applied, and why. */
  notes: readonly LineProblem[];
  /** Time at which the same file was already applied; then nothing was done now. */
  appliedBefore?: Date;
  applied: boolean;
}

/** Action for a title whose number is none of ours: none. */
export const foreignTitle = { action: "nada: o título não é do Faturabot", isForeign: true };

/** Action for a title that has a number of ours and is not ours all the same: none. */
export const notOurs = (why: string) => ({ action: `nada: não é nosso: ${why}`, isForeign: true, isLikeOurs: true });

/** What was left out of a file that is not refused: its own notes, and odd values in titles of others. */
export function notesOf({ titles, notes }: Pick<ReturnFile, "titles" | "notes">): readonly LineProblem[] {
  const odd = titles.flatMap(({ problems }) =>
    problems.map(({ line, message }) => ({ line, message: `${message} (título que não é nosso)` })),
  );
  return [...notes, ...odd].sort((one, other) => one.line - other.line);
}

/** Returns the report of a file that is not applied: it has problems, or none of its titles can be ours. */
export function reportOnly(file: ReturnFile): ReturnReport {
  const { titles, problems } = file;
  const action = problems.length > 0 ? { action: "nada: o arquivo tem problemas", isForeign: false } : foreignTitle;
  return {
    titles: titles.map((title) => ({ ...title, ...action })),
    problems,
    notes: problems.length > 0 ? file.notes : [...replyNotes(file), ...notesOf(file)],
    applied: false,
  };
}

/** The bank's word on a whole remessa, in sentences. */
export function replyNotes({ reply }: Pick<ReturnFile, "reply">): readonly LineProblem[] {
  if (!reply) return [];
  const said = {
    taken: `a Caixa recebeu a remessa ${reply.nsa}; a resposta por título vem no retorno`,
    "partly-refused": `a Caixa recusou uma parte da remessa ${reply.nsa}; a resposta por título vem no retorno`,
    refused: `a Caixa recusou a remessa ${reply.nsa} inteira: nenhum boleto dela existe no banco`,
  }[reply.outcome];
  return [{ line: 1, message: said }, ...reply.lines];
}

/** Converts a title to JSON for the API: amounts in cents, days as 2026-12-31, null if the bank left a date empty. */
export function titleJson(title: ReportedTitle) {
  return {
    banco: title.bankCode,
    linha: title.line,
    movimento: title.code,
    ocorrencia: title.movement.words,
    nossoNumero: title.nossoNumero,
    seuNumero: title.seuNumero,
    vencimento: title.dueDate ?? null,
    valorCentavos: title.amountCents,
    valorPagoCentavos: title.paidCents,
    jurosCentavos: title.jurosCents,
    descontoCentavos: title.discountCents,
    abatimentoCentavos: title.abatementCents,
    outrosCreditosCentavos: title.otherCreditCents,
    tarifaCentavos: title.feeCents,
    dataOcorrencia: title.occurredOn ?? null,
    dataCredito: title.creditedOn ?? null,
    motivos: title.reasons,
    action: title.action,
  };
}
