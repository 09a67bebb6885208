import type pg from "pg";
import { AppError } from "../../core/app-error.ts";

/** A table as it is copied. */
export interface Table {
  /** With its schema, quoted. */
  name: string;
  columns: readonly { name: string; type: string }[];
  /** The columns of its primary key, in their order. */
  key: readonly { name: string; type: string }[];
}

/** Our tables and the queue's jobs: what is in nobody else's care. The queue makes its other tables itself, anew. */
const moved = `
  c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND ((n.nspname = 'public' AND c.relname <> '_prisma_migrations')
       OR (n.nspname = 'pgboss' AND c.relname IN ('job', 'job_dependency')))`;

/** All tables, each after those it refers to. Throws AppError where that cannot be, or one has no primary key. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { after: string[] }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
           (SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attname)
              FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           coalesce((SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY k.place)
              FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k(attnum, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
             WHERE i.indrelid = c.oid AND i.indisprimary), '[]') AS key,
           ARRAY(SELECT DISTINCT format('%I.%I', rn.nspname, r.relname) FROM pg_constraint f
                   JOIN pg_class r ON r.oid = f.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
                  WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid AND NOT r.relispartition) AS after
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${moved} ORDER BY 1`);
  const keyless = rows.find(({ key }) => key.length === 0);
  if (keyless) throw new AppError("move", `A tabela ${keyless.name} não tem chave primária e não pode ser levada.`);
  return inOrder(rows);
}

function inOrder(tables: readonly (Table & { after: string[] })[]): Table[] {
  const names = new Set(tables.map(({ name }) => name));
  const done: Table[] = [];
  const placed = new Set<string>();
  let waiting = [...tables];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ after }) => after.every((name) => placed.has(name) || !names.has(name)));
    if (ready.length === 0)
      throw new AppError("move", `Tabelas que dependem uma da outra: ${waiting.map(({ name }) => name).join(", ")}.`);
    for (const { after: _, ...table } of ready) {
      done.push(table);
      placed.add(table.name);
    }
    waiting = waiting.filter(({ name }) => !placed.has(name));
  }
  return done;
}
