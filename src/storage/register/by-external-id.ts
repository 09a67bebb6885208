import { RegisterError } from "../../core/register/register-error.ts";

/** Indexes rows by the ids of the provider's system. */
export function byExternalId<T extends { externalId: string }>(rows: readonly T[]) {
  const found = new Map(rows.map((row) => [row.externalId, row]));
  return {
    get: (externalId: string) => found.get(externalId),
    /** Returns the row that the field at `path` refers to. Throws RegisterError if there is none. */
    named(externalId: string, path: string, what: string): T {
      const row = found.get(externalId);
      if (!row) throw new RegisterError("not-found", path, `não existe ${what} "${externalId}"`);
      return row;
    },
  };
}
