/** What takes something from the processes of the version before, which run on while it is applied. */
const contracting: readonly RegExp[] = [
  /\bDROP\s+(TABLE|COLUMN|TYPE|VIEW|SEQUENCE|FUNCTION|DEFAULT)\b/i,
  /\bRENAME\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bADD\s+COLUMN\s+(?![^,]*\bDEFAULT\b)[^,]*\bNOT\s+NULL\b/i,
  /\bADD\s+(CONSTRAINT\s+\S+\s+)?CHECK\b/i,
  /\bTRUNCATE\b/i,
];

/** The statements of a migration that contract, but for those under a comment that says why they may. */
export function contractionsIn(sql: string): string[] {
  return sql.split(";").flatMap((statement) => {
    const code = statement.replace(/--.*$/gm, "").trim();
    const excused = /^\s*--\s*Contracts: \S.{10,}$/m.test(statement);
    // In a text column's value or a function's body the same words are no statement of ours to judge.
    const judged = code.replace(/'(?:[^']|'')*'/g, "''");
    return !excused && contracting.some((one) => one.test(judged)) ? [code] : [];
  });
}
