import type { ReturnFile } from "./read-return.ts";
import type { LineProblem } from "./read-title.ts";
import type { ReturnTitle } from "./return-title.ts";

/** A title and its action, taken or planned, described for the operator. */
export type ReportedTitle = ReturnTitle & { action: string; isForeign: boolean };

/** Result of reading a return file. */
export interface ReturnReport {
  titles: readonly ReportedTitle[];
  /** In order of lines. If there is any, nothing was applied. */
  problems: readonly LineProblem[];
  /** Time at which the same file was already applied; then nothing was done now. */
  appliedBefore?: Date;
  applied: boolean;
}

/** Action for a title that is not ours: none. */
export const foreignTitle = { action: "nada: o título não é do Faturabot", isForeign: true };

/** Returns the report of a file that is not applied: it has problems, or none of its titles can be ours. */
export function reportOnly({ titles, problems }: Pick<ReturnFile, "titles" | "problems">): ReturnReport {
  const action = problems.length > 0 ? { action: "nada: o arquivo tem problemas", isForeign: false } : foreignTitle;
  return { titles: titles.map((title) => ({ ...title, ...action })), problems, applied: false };
}
