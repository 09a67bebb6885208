/** The fields that differ, by their labels, for the log: "Descrição, Filial". Empty where nothing does. */
export function whatChanged(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>>,
): string {
  const changed = Object.entries(labels).filter(
    ([field]) => field !== "id" && words(before[field]) !== words(after[field]),
  );
  return changed.map(([field, label]) => `${label}: ${words(before[field])} → ${words(after[field])}`).join("; ");
}

function words(value: unknown): string {
  if (value === undefined || value === "") return "nada";
  if (typeof value === "boolean") return value ? "sim" : "não";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value !== "object") return String(value);
  // In the order of their names: the database keeps them in its own.
  const parts = Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.map(([, part]) => part).join(" ");
}
