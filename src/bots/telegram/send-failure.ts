import { TelegramError } from "telegraf";
import { AppError } from "../../core/app-error.ts";

const unreachable = /chat not found|user is deactivated|PEER_ID_INVALID|bot was kicked|bot can't initiate/i;
const harmless = /message is not modified|query is too old|query ID is invalid/i;
/** Errors after which it is certain that the request was not sent. */
const notSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

/**
 * Returns true if nothing has to be done about a refusal: the message already looks as requested, or the pressed button
 * is too old to be acknowledged.
 */
export const isHarmless = (error: unknown) => error instanceof TelegramError && harmless.test(error.description);

/** Returns true if Telegram refuses a file id, because it belongs to another bot or has expired. */
export const isUnknownFile = (error: unknown) =>
  error instanceof TelegramError && /wrong (remote )?file[ _]id|wrong file identifier/i.test(error.description);

/**
 * Maps an error to the codes of the `Sender` port. If the answer of Telegram was lost, the message may have been sent.
 * Telegram offers no way to find out, so the message is sent again: a duplicate is better than a lost message.
 */
export function sendFailure(error: unknown, now: Date): AppError {
  const failure = (code: string, retry: boolean) =>
    new AppError(code, "Telegram did not take the message", { cause: withoutPayload(error), retry });
  if (!(error instanceof TelegramError)) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return failure(notSent.has(code) ? "telegram-unreachable" : "telegram-answer-lost", true);
  }
  const { code, description, parameters } = error;
  if (code === 429) {
    const seconds = parameters?.retry_after ?? 1;
    const retryAt = new Date(now.getTime() + seconds * 1000);
    return new AppError("throttled", "Telegram takes no more for now", { cause: withoutPayload(error), retryAt });
  }
  if (code === 403 || unreachable.test(description)) return failure("unreachable", false);
  if (code === 401 || code === 404) return failure("telegram-token", true);
  return code >= 500 ? failure("telegram-answer-lost", true) : failure("telegram-refused", false);
}

/**
 * Keeps only the message of an error: telegraf's errors also contain the payload of the request, which is personal
 * data.
 */
const withoutPayload = (error: unknown) => (error instanceof TelegramError ? new Error(error.message) : error);
