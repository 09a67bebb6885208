import type { Writable } from "node:stream";
import type { Config, DatabaseConfig } from "../config.ts";

/** What the doctor looks at. */
export interface Doctor {
  env: NodeJS.ProcessEnv;
  readConfig(env: NodeJS.ProcessEnv): Config;
  openDatabase(config: DatabaseConfig): Promise<{ kind: string; connection: object; close(): Promise<void> }>;
  applyMigrations(connection: object): Promise<string[]>;
  output: Writable;
}

/** Checks each setting and each part, and says in words what to do. Exit code 1 where something is wrong. */
export async function runDoctor({ env, readConfig, openDatabase, applyMigrations, output }: Doctor): Promise<number> {
  const line = (good: boolean, text: string) => output.write(`${good ? "✔" : "✘"} ${text}\n`);
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    line(false, `Configuração:\n${messageOf(error)}`);
    return 1;
  }
  line(true, `Configuração: porta ${config.port}, log ${config.logLevel}.`);
  if (config.demo)
    line(
      true,
      "DEMONSTRAÇÃO ligada: provedor inventado, só nesta máquina. Para usar de verdade: DEMO=off e um DATABASE_URL.",
    );
  try {
    const database = await openDatabase(config.database);
    try {
      const applied = await applyMigrations(database.connection);
      line(
        true,
        `Banco de dados (${database.kind === "embedded" ? "embutido" : "PostgreSQL"}): responde${applied.length > 0 ? " e foi atualizado" : ""}.`,
      );
    } finally {
      await database.close();
    }
  } catch (error) {
    line(false, `Banco de dados: ${messageOf(error)}`);
    return 1;
  }
  return 0;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
