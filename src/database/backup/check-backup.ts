import { AppError } from "../../core/app-error.ts";
import { type Migration, migrationsIn } from "../checked-in-migrations.ts";
import { type BackupRead, readBackup } from "./read-backup.ts";

/**
 * Verifies a backup by reading all of it; writes nothing. Throws AppError if the file is incomplete or damaged, or if
 * one of its migrations is unknown to this version or differs from the checked-in one.
 */
export async function checkBackup(file: string, known: readonly Migration[] = migrationsIn()): Promise<BackupRead> {
  const backup = await readBackup(file, async (_, rows) => {
    for await (const _chunk of rows) {
      // Nothing is done with the rows: reading them is enough, because `readBackup` compares the checksum.
    }
  });
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]));
  const newer = backup.head.migrations.filter(({ name }) => !checksums.has(name));
  if (newer.length > 0)
    throw new AppError(
      "backup-newer",
      `A cópia "${file}" é de uma versão mais nova do Faturabot (${newer.map(({ name }) => name).join(", ")}). Atualize o programa primeiro.`,
    );
  const edited = backup.head.migrations.find(({ name, checksum }) => checksums.get(name) !== checksum);
  if (edited)
    throw new AppError(
      "backup-other-schema",
      `A cópia "${file}" é de um Faturabot alterado: a migração "${edited.name}" não é a desta versão. Restaure com o programa que a fez.`,
    );
  return backup;
}
