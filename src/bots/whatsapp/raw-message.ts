import { z } from "zod";

/**
 * An address: a string, or the object that WhatsApp Web uses. The serialized form in that object has had several names.
 */
const wid = z
  .union([z.string(), z.looseObject({ user: z.string(), server: z.string() })])
  .transform((value) => (typeof value === "string" ? value : `${value.user}@${value.server}`))
  .transform((text) => text.replace("@s.whatsapp.net", "@c.us"));

/**
 * The fields that we read of a message in WhatsApp Web. They are taken from the raw data of the page, because the
 * message object of the library loses addresses whenever WhatsApp renames a field.
 */
export const rawMessageSchema = z.looseObject({
  id: z.looseObject({ id: z.string().min(1), fromMe: z.boolean(), remote: wid.optional() }),
  type: z.string(),
  from: wid.optional(),
  to: wid.optional(),
  author: wid.optional(),
  body: z.string().nullish(),
  caption: z.string().nullish(),
  filename: z.string().nullish(),
  /** Time of the message: Unix time, in seconds. */
  t: z.number().optional(),
  ack: z.number().optional(),
  /** Id of the quoted message, without its chat and direction. */
  quotedStanzaID: z.string().nullish(),
  isStatusV3: z.boolean().nullish(),
  broadcast: z.boolean().nullish(),
});
