import { z } from "zod";

/** An address: a string, or WhatsApp Web's object, whose serialized form has had several names. */
const wid = z
  .union([z.string(), z.looseObject({ user: z.string(), server: z.string() })])
  .transform((value) => (typeof value === "string" ? value : `${value.user}@${value.server}`))
  .transform((text) => text.replace("@s.whatsapp.net", "@c.us"));

/**
 * The fields of a WhatsApp Web message that we read. Taken from the page's raw data rather than the library's object,
 * which loses addresses whenever WhatsApp renames a field.
 */
export const rawMessageSchema = z.looseObject({
  id: z.looseObject({ id: z.string().min(1), fromMe: z.boolean(), remote: wid.optional() }),
  type: z.string(),
  from: wid.optional(),
  author: wid.optional(),
  body: z.string().nullish(),
  caption: z.string().nullish(),
  filename: z.string().nullish(),
  /** Unix time in seconds. */
  t: z.number().optional(),
  ack: z.number().optional(),
  /** Id of the quoted message, without chat and direction. */
  quotedStanzaID: z.string().nullish(),
  isStatusV3: z.boolean().nullish(),
  broadcast: z.boolean().nullish(),
});
