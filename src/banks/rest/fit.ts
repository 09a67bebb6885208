/** Converts a text to what banks' fields accept: ASCII, single spaces, at most `longest` characters. */
export function fit(text: string, longest: number): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^ -~]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .trim();
}

/** Joins a bank's reasons for a refusal into one line for the operator; `otherwise` if there are none. */
export function joinReasons(reasons: readonly (string | undefined)[], otherwise: string): string {
  const said = reasons.map((reason) => reason?.trim() ?? "").filter((reason) => reason !== "");
  return said.length > 0 ? said.join("; ").slice(0, 500) : otherwise;
}
