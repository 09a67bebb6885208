import { z } from "zod";
import {
  type IdentityConfig,
  identityConfigOf,
  identityVariables,
  missingForIdentity,
} from "./config/identity-config.ts";
import { settingKinds } from "./config/setting-kinds.ts";

const { onOff, wholeNumber, httpAddress, json } = settingKinds;
const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Every variable that is read, with what it must look like in words. */
const variables = {
  PORT: { schema: wholeNumber(0, 65_535).default(3000), expected: "um número de porta, de 0 a 65535" },
  HOST: { schema: z.string().min(1).default("0.0.0.0"), expected: "um endereço em que escutar" },
  TRUSTED_PROXIES: { schema: wholeNumber(0, 10).default(0), expected: "quantos proxies seus há na frente, de 0 a 10" },
  PUBLIC_URL: {
    schema: httpAddress.transform((url) => url.replace(/\/+$/, "")).optional(),
    expected: "o endereço público deste serviço, https://…",
  },
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(), expected: "um endereço postgresql://…" },
  DATABASE_POOL: { schema: wholeNumber(2, 200).default(10), expected: "um número de conexões, de 2 a 200" },
  DATA_DIR: { schema: z.string().min(1).default("./data"), expected: "uma pasta" },
  DEMO: { schema: onOff.optional(), expected: "on ou off" },
  LOG_LEVEL: { schema: z.enum(levels).default("info"), expected: `um destes: ${levels.join(", ")}` },
  LOOP_LIMIT_PER_MINUTE: {
    schema: wholeNumber(1, 100_000).default(20),
    expected: "um número de mensagens, de 1 a 100000",
  },
  TELEGRAM_BOT_TOKEN: {
    schema: z
      .string()
      .regex(/^\d+:[\w-]{20,}$/)
      .optional(),
    expected: "o token que o BotFather deu, como 123456:ABC…",
  },
  TELEGRAM_API_ROOT: { schema: httpAddress.default("https://api.telegram.org"), expected: "um endereço http(s)://…" },
  TELEGRAM_MODE: { schema: z.enum(["polling", "webhook"]).default("polling"), expected: "polling ou webhook" },
  TELEGRAM_WEBHOOK_URL: {
    schema: httpAddress.optional(),
    expected: "com TELEGRAM_MODE=webhook, o endereço público deste serviço, https://…",
  },
  TELEGRAM_WEBHOOK_SECRET: {
    schema: z
      .string()
      .regex(/^[\w-]{16,256}$/)
      .optional(),
    expected: "com TELEGRAM_MODE=webhook, um segredo de 16 a 256 letras, números, _ e -",
  },
  RETURNS_DIR: { schema: z.string().min(1).optional(), expected: "uma pasta" },
  WHATSAPP: { schema: onOff.default(false), expected: "on ou off" },
  WHATSAPP_DIR: { schema: z.string().min(1).default("./data/whatsapp"), expected: "uma pasta" },
  WHATSAPP_CHROMIUM: { schema: z.string().min(1).optional(), expected: "o caminho de um Chromium" },
  WHATSAPP_CHROMIUM_ARGS: {
    schema: json(z.array(z.string())).default([]),
    expected: 'uma lista JSON, como ["--no-sandbox"]',
  },
  WHATSAPP_MEMORY_MB: { schema: wholeNumber(200, 64_000).default(1500), expected: "memória em MB, de 200 a 64000" },
  WHATSAPP_DAILY_LIMIT: { schema: wholeNumber(1, 100_000).default(500), expected: "avisos por dia, de 1 a 100000" },
  WHATSAPP_REPLY_ONLY: { schema: onOff.default(true), expected: "on ou off" },
  WHATSAPP_NUMBER: {
    schema: z
      .string()
      .regex(/^\d{10,15}$/)
      .optional(),
    expected: "o número do robô, só dígitos, com 55 e DDD",
  },
  BANKS_DIR: { schema: z.string().min(1).default("./banks"), expected: "uma pasta" },
  BANK_WEBHOOK_SECRET: {
    schema: z
      .string()
      .regex(/^[\w-]{24,256}$/)
      .optional(),
    expected: "um segredo de 24 a 256 letras, números, _ e -",
  },
  ERP_WEBHOOK_URL: { schema: httpAddress.optional(), expected: "o endereço http(s)://… do seu sistema" },
  ERP_WEBHOOK_SECRET: {
    schema: z.string().min(24).optional(),
    expected: "com ERP_WEBHOOK_URL, um segredo de 24 letras ou mais",
  },
  SECRETS_KEY: {
    schema: z
      .string()
      .transform((keys) => keys.split(",").map((key) => key.trim()))
      .pipe(z.array(z.string().min(32)))
      .optional(),
    expected: "uma chave de 32 letras ou mais, ou a nova e as anteriores, separadas por vírgula",
  },
  ...identityVariables,
} as const;

const schema = z
  .object({
    PORT: variables.PORT.schema,
    HOST: variables.HOST.schema,
    TRUSTED_PROXIES: variables.TRUSTED_PROXIES.schema,
    PUBLIC_URL: variables.PUBLIC_URL.schema,
    DATABASE_URL: variables.DATABASE_URL.schema,
    DATABASE_POOL: variables.DATABASE_POOL.schema,
    DATA_DIR: variables.DATA_DIR.schema,
    DEMO: variables.DEMO.schema,
    LOG_LEVEL: variables.LOG_LEVEL.schema,
    LOOP_LIMIT_PER_MINUTE: variables.LOOP_LIMIT_PER_MINUTE.schema,
    TELEGRAM_BOT_TOKEN: variables.TELEGRAM_BOT_TOKEN.schema,
    TELEGRAM_API_ROOT: variables.TELEGRAM_API_ROOT.schema,
    TELEGRAM_MODE: variables.TELEGRAM_MODE.schema,
    TELEGRAM_WEBHOOK_URL: variables.TELEGRAM_WEBHOOK_URL.schema,
    TELEGRAM_WEBHOOK_SECRET: variables.TELEGRAM_WEBHOOK_SECRET.schema,
    RETURNS_DIR: variables.RETURNS_DIR.schema,
    WHATSAPP: variables.WHATSAPP.schema,
    WHATSAPP_DIR: variables.WHATSAPP_DIR.schema,
    WHATSAPP_CHROMIUM: variables.WHATSAPP_CHROMIUM.schema,
    WHATSAPP_CHROMIUM_ARGS: variables.WHATSAPP_CHROMIUM_ARGS.schema,
    WHATSAPP_MEMORY_MB: variables.WHATSAPP_MEMORY_MB.schema,
    WHATSAPP_DAILY_LIMIT: variables.WHATSAPP_DAILY_LIMIT.schema,
    WHATSAPP_REPLY_ONLY: variables.WHATSAPP_REPLY_ONLY.schema,
    WHATSAPP_NUMBER: variables.WHATSAPP_NUMBER.schema,
    BANKS_DIR: variables.BANKS_DIR.schema,
    BANK_WEBHOOK_SECRET: variables.BANK_WEBHOOK_SECRET.schema,
    ERP_WEBHOOK_URL: variables.ERP_WEBHOOK_URL.schema,
    ERP_WEBHOOK_SECRET: variables.ERP_WEBHOOK_SECRET.schema,
    SECRETS_KEY: variables.SECRETS_KEY.schema,
    PROOF_IDLE_MINUTES: variables.PROOF_IDLE_MINUTES.schema,
    MESSAGE_TEXT_DAYS: variables.MESSAGE_TEXT_DAYS.schema,
    SMTP_URL: variables.SMTP_URL.schema,
    SMTP_FROM: variables.SMTP_FROM.schema,
    SMS_URL: variables.SMS_URL.schema,
    SMS_METHOD: variables.SMS_METHOD.schema,
    SMS_BODY: variables.SMS_BODY.schema,
    SMS_HEADERS: variables.SMS_HEADERS.schema,
  })
  .superRefine((given, context) => {
    if (given.ERP_WEBHOOK_URL !== undefined && given.ERP_WEBHOOK_SECRET === undefined)
      context.addIssue({ code: "custom", path: ["ERP_WEBHOOK_SECRET"], message: "missing" });
    for (const name of missingForIdentity(given))
      context.addIssue({ code: "custom", path: [name], message: "missing" });
    if (given.TELEGRAM_MODE !== "webhook") return;
    for (const name of ["TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"] as const)
      if (given[name] === undefined) context.addIssue({ code: "custom", path: [name], message: "missing" });
  });

/** The names of the variables, as `.env.example` must list them. */
export const variableNames = Object.keys(variables) as (keyof typeof variables)[];

/** Where the data lives. */
export type DatabaseConfig =
  | { kind: "embedded"; dataDir: string; poolSize: number }
  | { kind: "postgres"; url: string; poolSize: number };

/** A bot of the Bot API. */
export interface TelegramConfig {
  token: string;
  /** What the token begins with. */
  botId: number;
  apiRoot: string;
  updates: { mode: "polling" } | { mode: "webhook"; url: string; secret: string };
}

/** A number of WhatsApp, driven through its web page. */
export interface WhatsappConfig {
  dir: string;
  chromium?: string;
  chromiumArgs: readonly string[];
  memoryMegabytes: number;
  /** Messages of notices a day. */
  dailyLimit: number;
  /** Writes only to people who wrote before. */
  replyOnly: boolean;
  number?: string;
}

/** The banks' APIs. */
export interface BanksConfig {
  /** Holds the settings of each bank wallet, and the files they name. */
  dir: string;
  /** The last part of the addresses that banks post to; absent: they do not. */
  webhookSecret?: string;
}

/** What the environment says, checked. */
export interface Config {
  port: number;
  host: string;
  /** Where subscribers reach this service, without a slash at the end. */
  publicUrl?: string;
  /** Proxies in front, whose word about address and TLS is taken. */
  trustedProxies: number;
  database: DatabaseConfig;
  demo: boolean;
  logLevel: (typeof levels)[number];
  loopLimitPerMinute: number;
  /** Where return files of banks are put to be applied. */
  returnsDir?: string;
  banks: BanksConfig;
  /** Where events are posted to, signed. */
  erpWebhook?: { url: string; secret: string };
  telegram?: TelegramConfig;
  whatsapp?: WhatsappConfig;
  identity: IdentityConfig;
  /** What secrets in the database are sealed with, the first, and opened with, all; absent: they lie open. */
  secretsKeys?: readonly string[];
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
  const { PORT, HOST, TRUSTED_PROXIES, DATABASE_URL, DATABASE_POOL, DATA_DIR, DEMO, LOG_LEVEL, LOOP_LIMIT_PER_MINUTE } =
    parsed.data;
  const demo = DEMO ?? DATABASE_URL === undefined;
  return Object.freeze({
    port: PORT,
    // Whoever opens the demo's chat may be any of its subscribers: nobody else's machine gets there.
    host: demo ? "127.0.0.1" : HOST,
    ...(parsed.data.PUBLIC_URL !== undefined && { publicUrl: parsed.data.PUBLIC_URL }),
    trustedProxies: TRUSTED_PROXIES,
    database: DATABASE_URL
      ? { kind: "postgres" as const, url: DATABASE_URL, poolSize: DATABASE_POOL }
      : { kind: "embedded" as const, dataDir: DATA_DIR, poolSize: DATABASE_POOL },
    demo,
    logLevel: LOG_LEVEL,
    loopLimitPerMinute: LOOP_LIMIT_PER_MINUTE,
    ...(parsed.data.RETURNS_DIR !== undefined && { returnsDir: parsed.data.RETURNS_DIR }),
    ...banksOf(parsed.data),
    ...telegramOf(parsed.data),
    ...whatsappOf(parsed.data),
    identity: identityConfigOf(parsed.data),
    ...(parsed.data.SECRETS_KEY && { secretsKeys: parsed.data.SECRETS_KEY }),
  });
}

type Variables = z.infer<typeof schema>;

function banksOf(given: Variables): Pick<Config, "banks" | "erpWebhook"> {
  const { BANKS_DIR: dir, BANK_WEBHOOK_SECRET: webhookSecret, ERP_WEBHOOK_URL: url, ERP_WEBHOOK_SECRET } = given;
  return {
    banks: { dir, ...(webhookSecret !== undefined && { webhookSecret }) },
    ...(url !== undefined && { erpWebhook: { url, secret: ERP_WEBHOOK_SECRET ?? "" } }),
  };
}

function telegramOf(given: Variables): { telegram?: TelegramConfig } {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_MODE } = given;
  if (token === undefined) return {};
  const { TELEGRAM_WEBHOOK_URL: url = "", TELEGRAM_WEBHOOK_SECRET: secret = "" } = given;
  const updates =
    TELEGRAM_MODE === "webhook" ? { mode: "webhook" as const, url, secret } : { mode: "polling" as const };
  return { telegram: { token, botId: Number.parseInt(token, 10), apiRoot, updates } };
}

function whatsappOf(given: Variables): { whatsapp?: WhatsappConfig } {
  if (!given.WHATSAPP) return {};
  const { WHATSAPP_CHROMIUM: chromium, WHATSAPP_NUMBER: number } = given;
  return {
    whatsapp: {
      dir: given.WHATSAPP_DIR,
      chromiumArgs: given.WHATSAPP_CHROMIUM_ARGS,
      memoryMegabytes: given.WHATSAPP_MEMORY_MB,
      dailyLimit: given.WHATSAPP_DAILY_LIMIT,
      replyOnly: given.WHATSAPP_REPLY_ONLY,
      ...(chromium !== undefined && { chromium }),
      ...(number !== undefined && { number }),
    },
  };
}
