import { z } from "zod";
import { settingKinds } from "./setting-kinds.ts";

const { wholeNumber, httpAddress, json } = settingKinds;

/** Environment variables for one-time codes, for the proof of identity and for the retention of message texts. */
export const identitySettings = {
  PROOF_IDLE_MINUTES: wholeNumber(1, 1440).default(30).describe("minutos, de 1 a 1440"),
  MESSAGE_TEXT_DAYS: wholeNumber(1, 180).default(90).describe("dias, de 1 a 180"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("um endereço smtp://usuario:senha@servidor:porta ou smtps://…"),
  SMTP_FROM: z.email().optional().describe("com SMTP_URL, o e-mail de quem manda os códigos e boletos"),
  SMS_URL: httpAddress.optional().describe("um endereço http(s)://…"),
  SMS_METHOD: z.enum(["POST", "PUT", "GET"]).default("POST").describe("POST, PUT ou GET"),
  SMS_BODY: z
    .string()
    .refine((body) => body.includes("{{phone}}") && /\{\{(code|text)\}\}/.test(body))
    .optional()
    .describe("um texto com {{phone}} e com {{text}} ou {{code}}"),
  SMS_HEADERS: json(z.record(z.string(), z.string()))
    .default({})
    .describe('um objeto JSON, como {"authorization":"Bearer …"}'),
};

type Given = z.output<z.ZodObject<typeof identitySettings>>;

/** How one-time codes are sent (SMS, e-mail), and how long a proof of identity is valid and a message text is kept. */
export interface IdentityConfig {
  proofIdleMinutes: number;
  messageTextDays: number;
  sms?: { url: string; method: "POST" | "PUT" | "GET"; body?: string; headers: Readonly<Record<string, string>> };
  email?: { url: string; from: string };
}

/** Returns the variables that are missing or incomplete although another variable, which is set, requires them. */
export function missingForIdentity(given: Given): (keyof Given)[] {
  if (given.SMTP_URL !== undefined && given.SMTP_FROM === undefined) return ["SMTP_FROM"];
  const template = `${given.SMS_URL}`;
  const inAddress = template.includes("{{phone}}") && /\{\{(code|text)\}\}/.test(template);
  return given.SMS_URL !== undefined && given.SMS_METHOD === "GET" && !inAddress ? ["SMS_URL"] : [];
}

/** Builds the configuration from the variables of `identitySettings`. */
export function identityConfigOf(given: Given): IdentityConfig {
  const { SMTP_URL, SMTP_FROM, SMS_URL, SMS_METHOD: method, SMS_BODY: body, SMS_HEADERS } = given;
  return {
    proofIdleMinutes: given.PROOF_IDLE_MINUTES,
    messageTextDays: given.MESSAGE_TEXT_DAYS,
    ...(SMS_URL !== undefined && {
      sms: { url: SMS_URL, method, headers: SMS_HEADERS, ...(body !== undefined && { body }) },
    }),
    ...(SMTP_URL !== undefined && SMTP_FROM !== undefined && { email: { url: SMTP_URL, from: SMTP_FROM } }),
  };
}
