import { TelegramError } from "telegraf";
import { AppError } from "../../core/app-error.ts";

const nobodyThere = /chat not found|user is deactivated|PEER_ID_INVALID|bot was kicked|bot can't initiate/i;
const harmless = /message is not modified|query is too old|query ID is invalid/i;
/** The call never left: nobody was there to take it. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

/** Whether a refusal says that all is as it should be: nothing to edit, nobody waits for the answer to a tap. */
export const isHarmless = (error: unknown) => error instanceof TelegramError && harmless.test(error.description);

/** Whether a file's id is of no use (any more): of another bot, or forgotten. */
export const isUnknownFile = (error: unknown) =>
  error instanceof TelegramError && /wrong (remote )?file[ _]id|wrong file identifier/i.test(error.description);

/**
 * Why a message did not go, in the words of the sender's port. Where the answer was lost it may have gone: Telegram
 * offers no way to look, so it is sent again, and may come twice; lost it would be worse.
 */
export function sendFailure(error: unknown, now: Date): AppError {
  const of = (code: string, retry: boolean) =>
    new AppError(code, "Telegram did not take the message", { cause: safe(error), retry });
  if (!(error instanceof TelegramError)) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return of(neverLeft.has(code) ? "telegram-unreachable" : "telegram-answer-lost", true);
  }
  const { code, description, parameters } = error;
  if (code === 429) {
    const seconds = parameters?.retry_after ?? 1;
    const retryAt = new Date(now.getTime() + seconds * 1000);
    return new AppError("throttled", "Telegram takes no more for now", { cause: safe(error), retryAt });
  }
  if (code === 403 || nobodyThere.test(description)) return of("unreachable", false);
  if (code === 401 || code === 404) return of("telegram-token", true);
  return code >= 500 ? of("telegram-answer-lost", true) : of("telegram-refused", false);
}

/** Telegraf's error holds the whole call, text and all: only its words are kept. */
const safe = (error: unknown) => (error instanceof TelegramError ? new Error(error.message) : error);
