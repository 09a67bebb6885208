import type { ImportReport } from "./import-csv.ts";

const outcomeWords = { created: "criar", changed: "alterar", same: "igual" } as const;

/** What came of one line. */
export function lineWords({ outcome, problem }: ImportReport["lines"][number]): string {
  return problem ?? (outcome ? outcomeWords[outcome] : "não gravada");
}

/** What came of the file; `how` says how it is written, where it was only looked at. */
export function reportWords({ lines, counts, refused, broken, written }: ImportReport, how: string): string {
  if (refused > 0) return `${refused} de ${lines.length} linhas com problema. Nada foi gravado.`;
  if (broken !== undefined) return `Nada foi gravado: ${broken}. Tente de novo.`;
  const all = `${counts.created} a criar, ${counts.changed} a alterar, ${counts.same} iguais.`;
  return `${all} ${written ? "Gravado." : `Nada foi gravado: ${how}.`}`;
}
