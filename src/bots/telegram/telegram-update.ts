import { z } from "zod";

const chat = z.object({ id: z.int(), type: z.string() });
const user = z.object({ id: z.int(), is_bot: z.boolean() });
const anything = z.unknown().optional();

/** The fields of a message that we read. */
const message = z.object({
  message_id: z.int(),
  date: z.int(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.int().optional() }).optional(),
  forward_origin: anything,
  forward_date: anything,
  voice: anything,
  audio: anything,
  photo: anything,
  document: anything,
  sticker: anything,
  location: anything,
  venue: anything,
  video: anything,
  video_note: anything,
  animation: anything,
  poll: anything,
  dice: anything,
  story: anything,
});

/** The fields of an update that we read. */
export const telegramUpdate = z.object({
  update_id: z.int(),
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      message: z.object({ message_id: z.int(), chat }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
});

/** A message in a chat. */
export type TelegramMessage = z.infer<typeof message>;
/** A pressed button. */
export type TelegramTap = NonNullable<z.infer<typeof telegramUpdate>["callback_query"]>;
