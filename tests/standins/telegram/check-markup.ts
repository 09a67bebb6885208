import { z } from "zod";
import { badRequest } from "./bot-api-error.ts";
import type { ReplyMarkup } from "./wire.ts";

const inlineButton = z.strictObject({
  text: z.string(),
  callback_data: z.string().optional(),
  copy_text: z.strictObject({ text: z.string() }).optional(),
  url: z.string().optional(),
});
const keyboardButton = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({
    text: z.string(),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
  }),
]);
const markup = z.union([
  z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) }),
  z.strictObject({
    keyboard: z.array(z.array(keyboardButton)).min(1),
    resize_keyboard: z.boolean().optional(),
    one_time_keyboard: z.boolean().optional(),
    is_persistent: z.boolean().optional(),
    input_field_placeholder: z.string().min(1).max(64).optional(),
  }),
  z.strictObject({ remove_keyboard: z.literal(true) }),
]);
const mostInARow = 8;
const mostButtons = 100;

/** Reads a keyboard and refuses what a phone could not draw. An empty inline keyboard is none. */
export function checkMarkup(given: unknown): ReplyMarkup | undefined {
  if (given === undefined) return undefined;
  const parsed = markup.safeParse(given);
  if (!parsed.success) throw badRequest("can't parse reply keyboard markup JSON object");
  if ("inline_keyboard" in parsed.data) checkInline(parsed.data.inline_keyboard);
  if ("keyboard" in parsed.data) checkRows(parsed.data.keyboard);
  const result = parsed.data as ReplyMarkup;
  return "inline_keyboard" in result && result.inline_keyboard.flat().length === 0 ? undefined : result;
}

function checkInline(rows: z.infer<typeof inlineButton>[][]): void {
  checkRows(rows);
  for (const button of rows.flat()) {
    const { callback_data, copy_text, url } = button;
    if ([callback_data, copy_text, url].filter((one) => one !== undefined).length !== 1)
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if (callback_data !== undefined && !within(Buffer.byteLength(callback_data), 64))
      throw badRequest("BUTTON_DATA_INVALID");
    if (copy_text !== undefined && !within(copy_text.text.length, 256)) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    if (url !== undefined && !/^(https?|tg):\/\/./.test(url)) throw badRequest("BUTTON_URL_INVALID");
  }
}

function checkRows(rows: { text: string }[][]): void {
  if (rows.flat().length > mostButtons || rows.some((row) => row.length > mostInARow))
    throw badRequest("reply markup is too long");
  if (rows.flat().some(({ text }) => text.trim() === "")) throw badRequest("keyboard button text must be non-empty");
}

const within = (length: number, most: number) => length >= 1 && length <= most;
