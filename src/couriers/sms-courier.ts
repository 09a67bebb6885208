import { AppError } from "../core/app-error.ts";
import type { Courier } from "../core/identity/courier.ts";

/** The provider's SMS gateway. Any gateway will do that takes one HTTP request for each message. */
export interface SmsSettings {
  url: string;
  method: "POST" | "PUT" | "GET";
  /**
   * The body of the request, in which {{phone}}, {{code}} and {{text}} are replaced, as they are in `url`. By default,
   * JSON.
   */
  body?: string;
  headers: Readonly<Record<string, string>>;
}

const timeoutMs = 15_000;
const standardBody = '{"phone":"{{phone}}","text":"{{text}}"}';

/**
 * Creates a courier that sends codes by SMS. Unless the gateway answers with 2xx, `send` throws AppError "sms-failed",
 * after which the code can be sent again.
 */
export function createSmsCourier({ url, method, body = standardBody, headers }: SmsSettings): Courier {
  return {
    async send(phone, { code, text }) {
      // With accents, the text would be encoded as UCS-2, which does not fit into one message.
      const values = { phone, code, text: text.normalize("NFD").replace(/\p{M}/gu, "") };
      const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
      const encode = type?.includes("x-www-form-urlencoded") ? encodeURIComponent : escapeJson;
      const request = {
        method,
        headers: { ...(method !== "GET" && type === undefined && { "content-type": "application/json" }), ...headers },
        ...(method !== "GET" && { body: fill(body, values, encode) }),
        redirect: "error" as const,
        signal: AbortSignal.timeout(timeoutMs),
      };
      // The cause is dropped, because it contains the URL, which may contain a secret.
      const response = await fetch(fill(url, values, encodeURIComponent), request).catch(() => undefined);
      await response?.body?.cancel();
      if (!response?.ok)
        throw new AppError(
          "sms-failed",
          `O serviço de SMS não aceitou a mensagem (${response?.status ?? "sem resposta"}).`,
          {
            retry: true,
          },
        );
    },
  };
}

const escapeJson = (value: string) => JSON.stringify(value).slice(1, -1);

function fill(template: string, values: Readonly<Record<string, string>>, encode: (value: string) => string): string {
  return template.replace(/\{\{(phone|code|text)\}\}/g, (_, name: string) => encode(values[name] ?? ""));
}
