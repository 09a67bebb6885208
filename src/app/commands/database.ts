import type { Config } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { checkBackup } from "../../database/backup/check-backup.ts";
import type { OnRows } from "../../database/backup/on-rows.ts";
import { restoreBackup } from "../../database/backup/restore-backup.ts";
import { writeBackup } from "../../database/backup/write-backup.ts";
import { hasEmbedded } from "../../database/has-embedded.ts";
import type { Database } from "../../database/open-database.ts";
import type { Guarded } from "./bank-files.ts";
import type { Commands } from "./program.ts";
import { rowProgress } from "./row-progress.ts";
import { withDatabase } from "./with-database.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Returns the commands that back up and restore the configured database. */
export function databaseCommands({
  guarded,
  configOn,
}: {
  guarded: Guarded;
  configOn(dataDir: string | undefined): Config;
}): Pick<Commands, "backup" | "restore"> {
  return {
    backup: guarded(async ({ out, dataDir }) => {
      const { database } = configOn(dataDir);
      // Opening a database that does not exist would create it.
      if (database.kind === "embedded" && !hasEmbedded(database.dataDir))
        throw new AppError("no-database", `Não há banco embutido na pasta "${database.dataDir}". Confira DATA_DIR.`);
      const { rows, bytes } = await withProgress(database, ({ connection }, onRows) =>
        writeBackup(connection, out, { madeAt: new Date(), onRows }),
      );
      say(`Cópia gravada em ${out}: ${formatRows(rows)}, ${formatSize(bytes)}.`);
      say("Tem dados pessoais: guarde em lugar fechado. A chave de SECRETS_KEY não está nela: guarde-a à parte.");
      return 0;
    }),
    restore: guarded(async ({ file, dataDir }) => {
      const { database } = configOn(dataDir);
      // The file is checked before the database is opened, so that a bad file does not create one.
      const backup = await checkBackup(file);
      await withProgress(database, ({ connection }, onRows) => restoreBackup(connection, backup, { onRows }));
      const madeAt = new Date(backup.head.madeAt);
      const moment = `${fullDate(localDate(madeAt, brasilia))} às ${localTime(madeAt, brasilia)}`;
      say(`Banco de dados refeito com ${formatRows(backup.rows)}, como era em ${moment}.`);
      say("O serviço de onde a cópia veio não pode andar junto com este: os dois mandariam os mesmos avisos.");
      return 0;
    }),
  };
}

const withProgress = <T>(config: Config["database"], work: (database: Database, onRows: OnRows) => Promise<T>) =>
  withDatabase(config, (database) => {
    const progress = rowProgress(process.stderr);
    return work(database, progress.seen).finally(progress.end);
  });

const formatRows = (rows: number) => `${rows.toLocaleString("pt-BR")} ${rows === 1 ? "linha" : "linhas"}`;

const formatSize = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1_000_000).toLocaleString("pt-BR", { maximumFractionDigits: 1 })} MB`;
