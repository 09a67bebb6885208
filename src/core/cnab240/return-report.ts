import type { ReturnFile } from "./read-return.ts";
import type { LineProblem } from "./read-title.ts";
import type { ReturnTitle } from "./return-title.ts";

/** A title and what it led to, or would. */
export type ReportedTitle = ReturnTitle & { action: string; isForeign: boolean };

/** What came of a return file. */
export interface ReturnReport {
  titles: readonly ReportedTitle[];
  /** By line. With any, nothing was applied. */
  problems: readonly LineProblem[];
  /** When the very same file was applied before: nothing was done now. */
  appliedBefore?: Date;
  applied: boolean;
}

/** What a title leads to that is none of ours. */
export const foreignTitle = { action: "nada: o título não é do Faturabot", isForeign: true };

/** The report of a file that changes nothing: it has problems, or there are no boletos here that it could be about. */
export function reportOnly({ titles, problems }: Pick<ReturnFile, "titles" | "problems">): ReturnReport {
  const action = problems.length > 0 ? { action: "nada: o arquivo tem problemas", isForeign: false } : foreignTitle;
  return { titles: titles.map((title) => ({ ...title, ...action })), problems, applied: false };
}
