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
