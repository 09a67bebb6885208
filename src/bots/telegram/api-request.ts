import type { ReplyDocument } from "../../core/conversation/turn.ts";

/** A styled stretch of a text; offset and length in UTF-16 units. */
export interface Entity {
  type: "bold" | "code";
  offset: number;
  length: number;
}

/** A button under a message. Ours, because telegraf does not know `copy_text` (Bot API 7.11). */
export type InlineButton = { text: string; callback_data: string } | { text: string; copy_text: { text: string } };

/** What may come along with a message. */
export type ReplyMarkup =
  | { inline_keyboard: InlineButton[][] }
  | {
      keyboard: { text: string; request_contact: true }[][];
      one_time_keyboard: true;
      resize_keyboard: true;
    };

/** A message to be written. */
export interface TextRequest {
  method: "sendMessage";
  payload: { text: string; entities: Entity[]; reply_markup?: ReplyMarkup };
}

/** A file to be sent. */
export interface DocumentRequest {
  method: "sendDocument";
  payload: { caption: string; caption_entities: Entity[] };
  document: ReplyDocument;
}

/** One call that says something. */
export type ApiRequest = TextRequest | DocumentRequest;
