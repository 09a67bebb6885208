import { z } from "zod";
import { AppError } from "../../core/app-error.ts";

/** The only format that this version writes and reads. */
export const backupFormat = 2;

const headSchema = z.object({
  faturabot: z.literal("backup"),
  format: z.literal(backupFormat),
  madeAt: z.iso.datetime(),
  /** Version of the PostgreSQL that was copied, such as "18.4". */
  server: z.string(),
  /** The migrations applied to the copied database, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
});

/** A backup's first line. */
export type BackupHead = z.infer<typeof headSchema>;

const anyFormatSchema = z.object({ faturabot: z.literal("backup"), format: z.number() });

/**
 * Parses a backup's first line. Throws AppError if the file is not a backup or has a format that this version does not
 * read.
 */
export function parseHead(line: string, file: string): BackupHead {
  const json = jsonOf(line);
  const head = headSchema.safeParse(json);
  if (head.success) return head.data;
  const other = anyFormatSchema.safeParse(json);
  if (!other.success) throw new AppError("not-a-backup", `"${file}" não é uma cópia feita por \`faturabot backup\`.`);
  const { format } = other.data;
  if (format < backupFormat)
    throw new AppError(
      "backup-old-format",
      `A cópia "${file}" é do banco embutido de antes (PGlite), que esta versão não lê mais. O CHANGELOG.md diz qual foi a última versão que a lê.`,
    );
  if (format > backupFormat)
    throw new AppError(
      "backup-newer",
      `A cópia "${file}" é de uma versão mais nova do Faturabot (formato ${format}). Atualize o programa primeiro.`,
    );
  throw new AppError("backup-damaged", `A cópia "${file}" está estragada: a primeira linha não se lê.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
