import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AppError } from "../core/app-error.ts";

/** A migration in the repository. */
export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A migration as the database records it. */
export interface AppliedMigration {
  checksum: string;
  finished: boolean;
}

const ownFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** The checked-in migrations, in the order in which they are applied. */
export function migrationsIn(folder = ownFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}/${name}/migration.sql`, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Throws AppError if an applied migration failed, or if its file was edited after it was applied. */
export function checkApplied(name: string, { checksum, finished }: AppliedMigration, expected: string): void {
  if (!finished)
    throw new AppError(
      "migration-failed",
      `A migração "${name}" falhou antes e precisa ser resolvida (prisma migrate resolve).`,
    );
  if (checksum !== expected)
    throw new AppError(
      "migration-edited",
      `A migração "${name}" mudou depois de aplicada. Volte o arquivo ao que era.`,
    );
}
