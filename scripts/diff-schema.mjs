// What separates a database from a Prisma schema, as SQL.
import { readSchema } from "./read-schema.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";

/** Defaults that PostgreSQL stores in other words than the schema has them in. */
const sameInOtherWords = [
  '-- AlterTable\nALTER TABLE "event" ALTER COLUMN "txid" SET DEFAULT (pg_current_xact_id()::text)::bigint;',
];

/** The statements that lead from the database to the schema; empty where they agree. Partial indexes and CHECKs of the database are no difference. */
export async function diffSchema(connection, schemaPath) {
  const files = readSchema(schemaPath);
  const { stdout } = await withSchemaEngine(connection, files, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files, configDir: "." },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return sameInOtherWords
    .reduce((sql, statement) => sql.replace(statement, ""), stdout ?? "")
    .replace(/^-- This is an empty migration\.$/m, "")
    .trim();
}
