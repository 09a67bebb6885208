import { z } from "zod";
import { settingKinds } from "./setting-kinds.ts";

const { wholeNumber, httpAddress, json } = settingKinds;

/** The variables about codes, proofs and how long texts are kept. */
export const identityVariables = {
  PROOF_IDLE_MINUTES: { schema: wholeNumber(1, 1440).default(30), expected: "minutos, de 1 a 1440" },
  MESSAGE_TEXT_DAYS: { schema: wholeNumber(1, 180).default(90), expected: "dias, de 1 a 180" },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    expected: "um endereço smtp://usuario:senha@servidor:porta ou smtps://…",
  },
  SMTP_FROM: {
    schema: z.email().optional(),
    expected: "com SMTP_URL, o e-mail de quem manda os códigos e boletos",
  },
  SMS_URL: { schema: httpAddress.optional(), expected: "um endereço http(s)://…" },
  SMS_METHOD: { schema: z.enum(["POST", "PUT", "GET"]).default("POST"), expected: "POST, PUT ou GET" },
  SMS_BODY: {
    schema: z
      .string()
      .refine((body) => body.includes("{{phone}}") && /\{\{(code|text)\}\}/.test(body))
      .optional(),
    expected: "um texto com {{phone}} e com {{text}} ou {{code}}",
  },
  SMS_HEADERS: {
    schema: json(z.record(z.string(), z.string())).default({}),
    expected: 'um objeto JSON, como {"authorization":"Bearer …"}',
  },
} as const;

type Name = keyof typeof identityVariables;
type Value<N extends Name> = z.output<(typeof identityVariables)[N]["schema"]>;
type Given = { [N in Name as undefined extends Value<N> ? never : N]: Value<N> } & {
  [N in Name as undefined extends Value<N> ? N : never]?: Value<N>;
};

/** Codes by SMS and e-mail, and for how long a proof and a text last. */
export interface IdentityConfig {
  proofIdleMinutes: number;
  messageTextDays: number;
  sms?: { url: string; method: "POST" | "PUT" | "GET"; body?: string; headers: Readonly<Record<string, string>> };
  email?: { url: string; from: string };
}

/** What is missing of variables that need each other. */
export function missingForIdentity(given: Given): Name[] {
  if (given.SMTP_URL !== undefined && given.SMTP_FROM === undefined) return ["SMTP_FROM"];
  const template = `${given.SMS_URL}`;
  const inAddress = template.includes("{{phone}}") && /\{\{(code|text)\}\}/.test(template);
  return given.SMS_URL !== undefined && given.SMS_METHOD === "GET" && !inAddress ? ["SMS_URL"] : [];
}

/** The settings that these variables make. */
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
