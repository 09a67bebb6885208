/** Returns true if the row already has all these values. */
export function isSame(data: Record<string, unknown>, row: Record<string, unknown>): boolean {
  return Object.entries(data).every(([field, value]) => comparable(value) === comparable(row[field]));
}

function comparable(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return String(value ?? null);
  return Array.isArray(value)
    ? value.map(comparable).join("\n")
    : Object.entries(value)
        .map(([key, entry]) => `${key}=${comparable(entry)}`)
        .sort()
        .join("\n");
}
