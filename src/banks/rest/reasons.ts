/** A bank's reasons for a refusal as one line for the operator. */
export function joinReasons(reasons: readonly (string | undefined)[], otherwise: string): string {
  const said = reasons.map((reason) => reason?.trim() ?? "").filter((reason) => reason !== "");
  return said.length > 0 ? said.join("; ").slice(0, 500) : otherwise;
}
