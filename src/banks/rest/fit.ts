/** A text as a bank's field takes it: plain letters, single blanks, no longer than the field. */
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

/** A bank's reasons for a refusal as one line for the operator. */
export function joinReasons(reasons: readonly (string | undefined)[], otherwise: string): string {
  const said = reasons.map((reason) => reason?.trim() ?? "").filter((reason) => reason !== "");
  return said.length > 0 ? said.join("; ").slice(0, 500) : otherwise;
}
