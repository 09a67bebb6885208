import type { Writable } from "node:stream";
import type { Config, DatabaseConfig } from "../../config.ts";

/** The finding of a check: good (✔), wrong (✘) or a warning (!). */
export interface Finding {
  sign: "✔" | "✘" | "!";
  text: string;
}

/** The checks. If one throws, the message of the error is the finding. */
export interface Doctor {
  env: NodeJS.ProcessEnv;
  readConfig(env: NodeJS.ProcessEnv): Config;
  checkDatabase(config: Config): Promise<Finding[]>;
  checkDataFolder(config: DatabaseConfig): Promise<Finding[]>;
  checkPort(config: Config): Promise<Finding[]>;
  checkSecrets(config: Config): Promise<Finding[]>;
  checkClock(): Promise<Finding[]>;
  checkNode(): Promise<Finding[]>;
  output: Writable;
}

/** Runs all checks and prints their findings, which say what to do. Returns exit code 1 if something is wrong. */
export async function runDoctor(doctor: Doctor): Promise<number> {
  let good = true;
  let warnings = 0;
  const say = ({ sign, text }: Finding) => {
    good &&= sign !== "✘";
    if (sign === "!") warnings++;
    doctor.output.write(`${sign} ${text}\n`);
  };
  let config: Config;
  try {
    config = doctor.readConfig(doctor.env);
  } catch (error) {
    say({ sign: "✘", text: `Configuração:\n${messageOf(error)}` });
    return 1;
  }
  say({ sign: "✔", text: `Configuração: porta ${config.port}, endereço ${config.host}, log ${config.logLevel}.` });
  if (config.demo)
    say({
      sign: "!",
      text: "DEMONSTRAÇÃO ligada: provedor inventado, só nesta máquina. Para usar de verdade: DEMO=off, numa pasta de dados nova (DATA_DIR) ou com DATABASE_URL.",
    });
  const checks: [string, () => Promise<Finding[]>][] = [
    ["Pasta de dados", () => doctor.checkDataFolder(config.database)],
    ["Banco de dados", () => doctor.checkDatabase(config)],
    ["Porta", () => doctor.checkPort(config)],
    ["Segredos", () => doctor.checkSecrets(config)],
    ["Relógio", () => doctor.checkClock()],
    ["Node", () => doctor.checkNode()],
  ];
  for (const [name, check] of checks) {
    try {
      for (const finding of await check()) say(finding);
    } catch (error) {
      say({ sign: "✘", text: `${name}: ${messageOf(error)}` });
    }
  }
  const verdict = warnings === 0 ? "Tudo certo." : "Nada impede de abrir. Leia o que está marcado com !.";
  doctor.output.write(good ? `${verdict}\n` : "Corrija o que está marcado com ✘ e rode de novo.\n");
  return good ? 0 : 1;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
