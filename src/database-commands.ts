import type { Commands } from "./cli/program.ts";
import { type Config, readConfig } from "./config.ts";
import { AppError } from "./core/app-error.ts";
import { fullDate } from "./core/billing/date-words.ts";
import { localDate, localTime } from "./core/billing/local-time.ts";
import type { Guarded } from "./file-commands.ts";
import { moveEmbedded } from "./move-embedded.ts";
import { backUp, restore } from "./storage/backup/embedded-backup.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The commands about the database as a whole. */
export function databaseCommands({
  guarded,
  configOn,
}: {
  guarded: Guarded;
  configOn(dataDir: string | undefined): Config;
}): Pick<Commands, "backup" | "restore" | "move"> {
  /** The data folder; on a PostgreSQL its own tools do better than we could. */
  const dataDirOf = (given: string | undefined): string => {
    const { database } = configOn(given);
    if (database.kind === "embedded") return database.dataDir;
    throw new AppError(
      "not-embedded",
      "Este comando é do banco embutido. Num PostgreSQL, a cópia é feita com pg_dump, ou contínua, com volta a qualquer momento (PITR): veja docs/operacao.md.",
    );
  };
  return {
    backup: guarded(async ({ out, dataDir }) => {
      const bytes = await backUp(dataDirOf(dataDir), out, new Date());
      say(`Cópia gravada em ${out} (${Math.ceil(bytes / 1024)} kB). Tem dados pessoais: guarde em lugar fechado.`);
      return 0;
    }),
    restore: guarded(async ({ file, dataDir }) => {
      const folder = dataDirOf(dataDir);
      const madeAt = await restore(folder, file);
      say(`Banco de dados refeito em "${folder}", como era em ${fullDate(localDate(madeAt))} às ${localTime(madeAt)}.`);
      return 0;
    }),
    move: guarded(async ({ to, dataDir }) => {
      const databaseAt = (DATABASE_URL: string | undefined) => readConfig({ ...process.env, DATABASE_URL }).database;
      const target = databaseAt(to ?? process.env.DATABASE_URL);
      const source = dataDir === undefined ? databaseAt("") : configOn(dataDir).database;
      if (target.kind !== "postgres" || source.kind !== "embedded")
        throw new AppError("move", "--to: esperado o endereço postgresql://… para onde levar, ou DATABASE_URL.");
      await moveEmbedded({
        dataDir: source.dataDir,
        url: target.url,
        output: process.stdout,
        progress: process.stderr,
      });
      return 0;
    }),
  };
}
