import { z } from "zod";
import {
  type IdentityConfig,
  identityConfigOf,
  identitySettings,
  missingForIdentity,
} from "./config/identity-config.ts";
import { settingKinds } from "./config/setting-kinds.ts";
import { withoutEnd } from "./core/without-end.ts";

const { onOff, wholeNumber, httpAddress, json, networks } = settingKinds;
const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Each variable; its description follows "esperado" in the message if it is missing or wrong. */
const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe("um número de porta, de 0 a 65535"),
  HOST: z.string().min(1).default("0.0.0.0").describe("um endereço em que escutar"),
  TRUSTED_PROXIES: networks
    .or(wholeNumber(0, 10))
    .default(0)
    .describe("os endereços ou redes dos seus proxies, como 10.0.0.5 ou 10.0.0.0/24, ou quantos são, de 0 a 10"),
  PUBLIC_URL: httpAddress
    .transform((url) => withoutEnd(url, /\//))
    .optional()
    .describe("o endereço público deste serviço, https://…"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("um endereço postgresql://…"),
  DATABASE_POOL: wholeNumber(2, 200).default(10).describe("um número de conexões, de 2 a 200"),
  DATA_DIR: z.string().min(1).default("./data").describe("uma pasta"),
  DEMO: onOff.optional().describe("on ou off"),
  LOG_LEVEL: z
    .enum(levels)
    .default("info")
    .describe(`um destes: ${levels.join(", ")}`),
  LOOP_LIMIT_PER_MINUTE: wholeNumber(1, 100_000).default(20).describe("um número de mensagens, de 1 a 100000"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/)
    .optional()
    .describe("o token que o BotFather deu, como 123456:ABC…"),
  TELEGRAM_API_ROOT: httpAddress.default("https://api.telegram.org").describe("um endereço http(s)://…"),
  TELEGRAM_MODE: z.enum(["polling", "webhook"]).default("polling").describe("polling ou webhook"),
  TELEGRAM_WEBHOOK_URL: httpAddress
    .optional()
    .describe("com TELEGRAM_MODE=webhook, o endereço público deste serviço, https://…"),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/)
    .optional()
    .describe("com TELEGRAM_MODE=webhook, um segredo de 16 a 256 letras, números, _ e -"),
  RETURNS_DIR: z.string().min(1).optional().describe("uma pasta"),
  WHATSAPP: onOff.default(false).describe("on ou off"),
  WHATSAPP_DIR: z.string().min(1).default("./data/whatsapp").describe("uma pasta"),
  WHATSAPP_CHROMIUM: z.string().min(1).optional().describe("o caminho de um Chromium"),
  WHATSAPP_CHROMIUM_ARGS: json(z.array(z.string())).default([]).describe('uma lista JSON, como ["--no-sandbox"]'),
  WHATSAPP_MEMORY_MB: wholeNumber(200, 64_000).default(1500).describe("memória em MB, de 200 a 64000"),
  WHATSAPP_DAILY_LIMIT: wholeNumber(1, 100_000).default(500).describe("avisos por dia, de 1 a 100000"),
  WHATSAPP_REPLY_ONLY: onOff.default(true).describe("on ou off"),
  WHATSAPP_NUMBER: z
    .string()
    .regex(/^\d{10,15}$/)
    .optional()
    .describe("o número do robô, só dígitos, com 55 e DDD"),
  BANKS_DIR: z.string().min(1).default("./banks").describe("uma pasta"),
  BANK_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{24,256}$/)
    .optional()
    .describe("um segredo de 24 a 256 letras, números, _ e -"),
  ERP_WEBHOOK_URL: httpAddress.optional().describe("o endereço http(s)://… do seu sistema"),
  ERP_WEBHOOK_SECRET: z.string().min(24).optional().describe("com ERP_WEBHOOK_URL, um segredo de 24 letras ou mais"),
  SECRETS_KEY: z
    .string()
    .transform((keys) => keys.split(",").map((key) => key.trim()))
    .pipe(z.array(z.string().min(32)))
    .optional()
    .describe("uma chave de 32 letras ou mais, ou a nova e as anteriores, separadas por vírgula"),
  ...identitySettings,
});

type Settings = z.output<typeof settings>;
type SettingName = keyof Settings;

const schema = settings.superRefine((given, context) => {
  const needed: SettingName[] = [
    ...(given.ERP_WEBHOOK_URL === undefined ? [] : (["ERP_WEBHOOK_SECRET"] as const)),
    ...(given.TELEGRAM_MODE === "webhook" ? (["TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"] as const) : []),
  ];
  const missing = needed.filter((name) => given[name] === undefined);
  for (const name of [...missing, ...missingForIdentity(given)])
    context.addIssue({ code: "custom", path: [name], message: "missing" });
});

/** All variables; `.env.example` must list them. */
export const variableNames = Object.keys(settings.shape) as SettingName[];

/** Location of the database. */
export type DatabaseConfig =
  | { kind: "embedded"; dataDir: string; poolSize: number }
  | { kind: "postgres"; url: string; poolSize: number };

/** A Telegram bot (Bot API). */
export interface TelegramConfig {
  token: string;
  /** The number at the beginning of the token. */
  botId: number;
  apiRoot: string;
  updates: { mode: "polling" } | { mode: "webhook"; url: string; secret: string };
}

/** A WhatsApp number, driven through WhatsApp Web. */
export interface WhatsappConfig {
  dir: string;
  chromium?: string;
  chromiumArgs: readonly string[];
  memoryMegabytes: number;
  /** Most messages of notices sent per day. */
  dailyLimit: number;
  /** Writes only to people who wrote before. */
  replyOnly: boolean;
  number?: string;
}

/** Configuration of the banks' APIs. */
export interface BanksConfig {
  /** Folder with the settings of each bank wallet and the files that they name. */
  dir: string;
  /** Last part of the URLs of the banks' webhooks; without it there are none. */
  webhookSecret?: string;
}

/** The validated configuration. */
export interface Config {
  port: number;
  host: string;
  /** Public URL of this service, without a trailing slash. */
  publicUrl?: string;
  /** Proxies in front whose headers about address and TLS are trusted: their addresses and networks, or how many. */
  trustedProxies: number | readonly string[];
  database: DatabaseConfig;
  demo: boolean;
  logLevel: (typeof levels)[number];
  loopLimitPerMinute: number;
  /** Folder in which the banks' return files are put to be applied. */
  returnsDir?: string;
  banks: BanksConfig;
  /** URL that events are posted to, and the secret that signs them. */
  erpWebhook?: { url: string; secret: string };
  telegram?: TelegramConfig;
  whatsapp?: WhatsappConfig;
  identity: IdentityConfig;
  /**
   * Keys of the secrets in the database: the first encrypts, all decrypt. Without keys they are stored in plain text.
   */
  secretsKeys?: readonly string[];
}

/** Invalid configuration. The message names every wrong variable, and never a value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Reads the configuration from the environment. Throws ConfigError naming all wrong variables at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(variableNames.map((name) => [name, env[name] === "" ? undefined : env[name]]));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = variableNames.filter((name) => parsed.error.issues.some(({ path }) => path[0] === name));
    throw new ConfigError(wrong.map((name) => `${name}: esperado ${settings.shape[name].description}.`).join("\n"));
  }
  const { PORT, HOST, TRUSTED_PROXIES, DATABASE_URL, DATABASE_POOL, DATA_DIR, DEMO, LOG_LEVEL, LOOP_LIMIT_PER_MINUTE } =
    parsed.data;
  const demo = DEMO ?? DATABASE_URL === undefined;
  return Object.freeze({
    port: PORT,
    // Anybody who opens the demo's chat may be any of its subscribers, so only this machine may reach it.
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

function banksOf(given: Settings): Pick<Config, "banks" | "erpWebhook"> {
  const { BANKS_DIR: dir, BANK_WEBHOOK_SECRET: webhookSecret, ERP_WEBHOOK_URL: url, ERP_WEBHOOK_SECRET } = given;
  return {
    banks: { dir, ...(webhookSecret !== undefined && { webhookSecret }) },
    ...(url !== undefined && { erpWebhook: { url, secret: ERP_WEBHOOK_SECRET ?? "" } }),
  };
}

function telegramOf(given: Settings): { telegram?: TelegramConfig } {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_MODE } = given;
  if (token === undefined) return {};
  const { TELEGRAM_WEBHOOK_URL: url = "", TELEGRAM_WEBHOOK_SECRET: secret = "" } = given;
  const updates =
    TELEGRAM_MODE === "webhook" ? { mode: "webhook" as const, url, secret } : { mode: "polling" as const };
  return { telegram: { token, botId: Number.parseInt(token, 10), apiRoot, updates } };
}

function whatsappOf(given: Settings): { whatsapp?: WhatsappConfig } {
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
