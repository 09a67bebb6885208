import type { ReplyDocument } from "../../core/conversation/turn.ts";

/** Formatting of a part of a text; offset and length in UTF-16 code units. */
export interface Entity {
  type: "bold" | "code";
  offset: number;
  length: number;
}

/** A button under a message. Defined here because telegraf's types lack `copy_text` (Bot API 7.11). */
export type InlineButton = { text: string; callback_data: string } | { text: string; copy_text: { text: string } };

/** Buttons or a keyboard sent with a message. */
export type ReplyMarkup =
  | { inline_keyboard: InlineButton[][] }
  | {
      keyboard: { text: string; request_contact: true }[][];
      one_time_keyboard: true;
      resize_keyboard: true;
    };

/** A text message to send. */
export interface TextRequest {
  method: "sendMessage";
  payload: { text: string; entities: Entity[]; reply_markup?: ReplyMarkup };
}

/** A file to send. */
export interface DocumentRequest {
  method: "sendDocument";
  payload: { caption: string; caption_entities: Entity[] };
  document: ReplyDocument;
}

/** One Bot API call that sends a message. */
export type ApiRequest = TextRequest | DocumentRequest;
