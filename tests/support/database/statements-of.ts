import pg from "pg";

/** Every statement that reaches the database from this process while something is done, values left out. */
export async function statementsOf(doing: () => Promise<unknown>): Promise<string[]> {
  const { prototype } = pg.Client;
  const query = prototype.query as (...given: unknown[]) => unknown;
  const seen: string[] = [];
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first] = given;
    seen.push(typeof first === "string" ? first : String((first as { text: string }).text));
    return query.apply(this, given);
  } as typeof prototype.query;
  try {
    await doing();
  } finally {
    prototype.query = query as typeof prototype.query;
  }
  return seen.map((text) => text.replace(/\s+/g, " ").trim());
}
