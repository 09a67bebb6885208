import { RegisterError } from "../../core/register/register-error.ts";

/** Rows by the provider's system's own ids. */
export function byExternalId<T extends { externalId: string }>(rows: readonly T[]) {
  const found = new Map(rows.map((row) => [row.externalId, row]));
  return {
    get: (externalId: string) => found.get(externalId),
    /** The one that a field names. Throws RegisterError where there is none. */
    named(externalId: string, path: string, what: string): T {
      const row = found.get(externalId);
      if (!row) throw new RegisterError("not-found", path, `não existe ${what} "${externalId}"`);
      return row;
    },
  };
}
