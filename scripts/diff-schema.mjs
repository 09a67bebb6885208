// Computes the difference between a database and a Prisma schema, as SQL.
import { readSchema } from "./read-schema.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";

/** Differences to ignore: PostgreSQL stores these defaults in another notation than the schema. */
const equivalentStatements = [
  '-- AlterTable\nALTER TABLE "event" ALTER COLUMN "txid" SET DEFAULT (pg_current_xact_id()::text)::bigint;',
];

/**
 * Returns the statements that change the database to match the schema; "" if they agree. Partial indexes and CHECKs of
 * the database do not count as differences.
 */
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
  return equivalentStatements
    .reduce((sql, statement) => sql.replace(statement, ""), stdout ?? "")
    .replace(/^-- This is an empty migration\.$/m, "")
    .trim();
}
