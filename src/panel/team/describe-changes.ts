/** Describes, for the audit log, the fields that differ: "Filial: nada → Centro". Empty if no field differs. */
export function describeChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>>,
): string {
  const changed = Object.entries(labels).filter(
    ([field]) => field !== "id" && formatValue(before[field]) !== formatValue(after[field]),
  );
  return changed
    .map(([field, label]) => `${label}: ${formatValue(before[field])} → ${formatValue(after[field])}`)
    .join("; ");
}

function formatValue(value: unknown): string {
  if (value === undefined || value === "") return "nada";
  if (typeof value === "boolean") return value ? "sim" : "não";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value !== "object") return String(value);
  // The parts are sorted by name, because the database does not keep their order.
  const parts = Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.map(([, part]) => part).join(" ");
}
