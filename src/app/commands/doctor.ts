import type { Writable } from "node:stream";
import type { Config, DatabaseConfig } from "../../config.ts";

/** What one look found: good, not good, or good but to be known. */
export interface Finding {
  sign: "✔" | "✘" | "!";
  text: string;
}

/** What the doctor looks at. Each look may throw: its message is then the finding. */
export interface Doctor {
  env: NodeJS.ProcessEnv;
  readConfig(env: NodeJS.ProcessEnv): Config;
  lookAtDatabase(config: Config): Promise<Finding[]>;
  lookAtDataFolder(config: DatabaseConfig): Promise<Finding[]>;
  lookAtPort(config: Config): Promise<Finding[]>;
  lookAtClock(): Promise<Finding[]>;
  lookAtNode(): Promise<Finding[]>;
  output: Writable;
}

/** Checks each setting and each part, and says in words what to do. Exit code 1 where something is wrong. */
export async function runDoctor(doctor: Doctor): Promise<number> {
  let good = true;
  let toKnow = 0;
  const say = ({ sign, text }: Finding) => {
    good &&= sign !== "✘";
    if (sign === "!") toKnow++;
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
  const looks: [string, () => Promise<Finding[]>][] = [
    ["Pasta de dados", () => doctor.lookAtDataFolder(config.database)],
    ["Banco de dados", () => doctor.lookAtDatabase(config)],
    ["Porta", () => doctor.lookAtPort(config)],
    ["Relógio", () => doctor.lookAtClock()],
    ["Node", () => doctor.lookAtNode()],
  ];
  for (const [name, look] of looks) {
    try {
      for (const finding of await look()) say(finding);
    } catch (error) {
      say({ sign: "✘", text: `${name}: ${messageOf(error)}` });
    }
  }
  const known = toKnow === 0 ? "Tudo certo." : "Nada impede de abrir. Leia o que está marcado com !.";
  doctor.output.write(good ? `${known}\n` : "Corrija o que está marcado com ✘ e rode de novo.\n");
  return good ? 0 : 1;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
