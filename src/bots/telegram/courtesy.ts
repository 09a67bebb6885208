import { errorName } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";
import { isHarmless } from "./send-failure.ts";
import type { TelegramClient } from "./telegram-client.ts";

/** Calls that only please. They never throw and do not take long; what fails is written down. */
export type Courtesy = ReturnType<typeof createCourtesy>;

/** One a bot. */
export function createCourtesy(of: { client: TelegramClient; logger: Logger; deadlineMs: number }) {
  const { client, logger, deadlineMs } = of;
  const call: TelegramClient["call"] = async (method, payload) => {
    try {
      return await client.call(method, payload, deadlineMs);
    } catch (err) {
      if (!isHarmless(err)) logger.info({ method, reason: errorName(err) }, "courtesy failed");
      return undefined;
    }
  };
  return {
    /** Stops the wheel that turns on a button. */
    answerTap: (queryId: string) => call("answerCallbackQuery", { callback_query_id: queryId }),
    /** Says above the chat that a file is coming: Telegram shows it for five seconds, or until it is there. */
    showUpload: (address: string) => call("sendChatAction", { chat_id: Number(address), action: "upload_document" }),
    /** Takes the buttons off a message. */
    closeMenu: (address: string, messageId: number) =>
      call("editMessageReplyMarkup", { chat_id: Number(address), message_id: messageId }),
  };
}
