import { RegisterError } from "../../core/register/register-error.ts";

/** Returns a way to find rows by their external ids, the ids of the provider's system. */
export function byExternalId<T extends { externalId: string }>(rows: readonly T[]) {
  const found = new Map(rows.map((row) => [row.externalId, row]));
  return {
    get: (externalId: string) => found.get(externalId),
    /**
     * Returns the row that a field refers to. Throws RegisterError, which names the field by `path`, if there is no
     * such row.
     */
    named(externalId: string, path: string, what: string): T {
      const row = found.get(externalId);
      if (!row) throw new RegisterError("not-found", path, `não existe ${what} "${externalId}"`);
      return row;
    },
  };
}
