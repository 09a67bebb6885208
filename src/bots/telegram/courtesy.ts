import { errorName } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { isHarmless } from "./send-failure.ts";
import type { TelegramClient } from "./telegram-client.ts";

/**
 * Calls that only improve how the chat looks. They never throw, have a short deadline, and their failures are only
 * logged.
 */
export type Courtesy = ReturnType<typeof createCourtesy>;

/** Creates these calls for one bot. */
export function createCourtesy({
  client,
  logger,
  deadlineMs,
}: {
  client: TelegramClient;
  logger: Logger;
  deadlineMs: number;
}) {
  const call: TelegramClient["call"] = async (method, payload) => {
    try {
      return await client.call(method, payload, deadlineMs);
    } catch (err) {
      if (!isHarmless(err)) logger.info({ method, reason: errorName(err) }, "courtesy failed");
      return undefined;
    }
  };
  return {
    /** Stops the loading spinner on a button. */
    answerTap: (queryId: string) => call("answerCallbackQuery", { callback_query_id: queryId }),
    /** Shows that a file is being uploaded; Telegram hides it after five seconds or when the file arrives. */
    showUpload: (address: string) => call("sendChatAction", { chat_id: Number(address), action: "upload_document" }),
    /** Removes the buttons from a message. */
    closeMenu: (address: string, messageId: number) =>
      call("editMessageReplyMarkup", { chat_id: Number(address), message_id: messageId }),
  };
}
