import type { Stage } from "./open-stage.ts";

/** Rules broken on purpose: the record must say so. Each is done in the middle of a run. */
export const breaks: Record<string, (stage: Stage) => unknown> = {
  /** Every tenth message is thrown away by the database that acknowledged it. */
  lost: ({ cluster }) =>
    cluster.query(`
      CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id % 10 = 0 THEN RETURN NULL; END IF; RETURN NEW; END';
      CREATE TRIGGER lose BEFORE INSERT ON inbound_message FOR EACH ROW EXECUTE FUNCTION lose()`),
  /** The bank has a boleto twice. */
  second: ({ inter }) => {
    const [title] = inter.titles;
    if (title) inter.titles.push({ ...title, id: crypto.randomUUID() });
  },
  /** The bank takes longer than it says. */
  early: ({ inter }) => {
    for (const title of inter.titles) title.readyAt = Number.POSITIVE_INFINITY;
  },
  /** Nobody hears that a boleto can be paid. */
  promise: ({ cluster }) =>
    cluster.query(`
      CREATE FUNCTION hush() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.kind = ''notice'' THEN RETURN NULL; END IF; RETURN NEW; END';
      CREATE TRIGGER hush BEFORE INSERT ON outbound_message FOR EACH ROW EXECUTE FUNCTION hush()`),
  /** An invoice costs something else than its boleto. */
  amount: ({ cluster }) => cluster.query("UPDATE invoice SET amount_cents = amount_cents + 1"),
};
