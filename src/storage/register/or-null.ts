/** What was left out, as a column keeps it. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null;
