import { z } from "zod";

const onOff = z.stringbool({ truthy: ["on", "true", "1", "sim"], falsy: ["off", "false", "0", "não", "nao"] });
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((number) => number >= from && number <= to);
const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Every variable that is read, with what it must look like in words. */
const variables = {
  PORT: { schema: wholeNumber(0, 65_535).default(3000), expected: "um número de porta, de 0 a 65535" },
  HOST: { schema: z.string().min(1).default("0.0.0.0"), expected: "um endereço em que escutar" },
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(), expected: "um endereço postgresql://…" },
  DATABASE_POOL: { schema: wholeNumber(2, 200).default(10), expected: "um número de conexões, de 2 a 200" },
  DATA_DIR: { schema: z.string().min(1).default("./data"), expected: "uma pasta" },
  DEMO: { schema: onOff.optional(), expected: "on ou off" },
  LOG_LEVEL: { schema: z.enum(levels).default("info"), expected: `um destes: ${levels.join(", ")}` },
  LOOP_LIMIT_PER_MINUTE: {
    schema: wholeNumber(1, 100_000).default(20),
    expected: "um número de mensagens, de 1 a 100000",
  },
} as const;

const schema = z.object({
  PORT: variables.PORT.schema,
  HOST: variables.HOST.schema,
  DATABASE_URL: variables.DATABASE_URL.schema,
  DATABASE_POOL: variables.DATABASE_POOL.schema,
  DATA_DIR: variables.DATA_DIR.schema,
  DEMO: variables.DEMO.schema,
  LOG_LEVEL: variables.LOG_LEVEL.schema,
  LOOP_LIMIT_PER_MINUTE: variables.LOOP_LIMIT_PER_MINUTE.schema,
});

/** The names of the variables, as `.env.example` must list them. */
export const variableNames = Object.keys(variables) as (keyof typeof variables)[];

/** Where the data lives. */
export type DatabaseConfig =
  | { kind: "embedded"; dataDir: string }
  | { kind: "postgres"; url: string; poolSize: number };

/** What the environment says, checked. */
export interface Config {
  port: number;
  host: string;
  database: DatabaseConfig;
  demo: boolean;
  logLevel: (typeof levels)[number];
  loopLimitPerMinute: number;
}

/** A setting is not what it must be. The message names every wrong variable, and never a value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Reads the environment, the only place that does. Throws ConfigError naming all wrong variables at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(variableNames.map((name) => [name, env[name] === "" ? undefined : env[name]]));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = variableNames.filter((name) => parsed.error.issues.some(({ path }) => path[0] === name));
    throw new ConfigError(wrong.map((name) => `${name}: esperado ${variables[name].expected}.`).join("\n"));
  }
  const { PORT, HOST, DATABASE_URL, DATABASE_POOL, DATA_DIR, DEMO, LOG_LEVEL, LOOP_LIMIT_PER_MINUTE } = parsed.data;
  const demo = DEMO ?? DATABASE_URL === undefined;
  return Object.freeze({
    port: PORT,
    // Whoever opens the demo's chat may be any of its subscribers: nobody else's machine gets there.
    host: demo ? "127.0.0.1" : HOST,
    database: DATABASE_URL
      ? { kind: "postgres" as const, url: DATABASE_URL, poolSize: DATABASE_POOL }
      : { kind: "embedded" as const, dataDir: DATA_DIR },
    demo,
    logLevel: LOG_LEVEL,
    loopLimitPerMinute: LOOP_LIMIT_PER_MINUTE,
  });
}
