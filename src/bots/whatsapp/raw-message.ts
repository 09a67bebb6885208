import { z } from "zod";

/** Something like an address: a text, or WhatsApp Web's own object, whose serialized form has had several names. */
const wid = z
  .union([z.string(), z.looseObject({ user: z.string(), server: z.string() })])
  .transform((value) => (typeof value === "string" ? value : `${value.user}@${value.server}`))
  .transform((text) => text.replace("@s.whatsapp.net", "@c.us"));

/**
 * A message as WhatsApp Web holds it, as far as we look. Read from the page's own data and not from the library's
 * object, which loses addresses whenever WhatsApp renames a field.
 */
export const rawMessageSchema = z.looseObject({
  id: z.looseObject({ id: z.string().min(1), fromMe: z.boolean(), remote: wid.optional() }),
  type: z.string(),
  from: wid.optional(),
  author: wid.optional(),
  body: z.string().nullish(),
  caption: z.string().nullish(),
  filename: z.string().nullish(),
  /** Seconds. */
  t: z.number().optional(),
  ack: z.number().optional(),
  /** Bare id of the message that this one quotes. */
  quotedStanzaID: z.string().nullish(),
  isStatusV3: z.boolean().nullish(),
  broadcast: z.boolean().nullish(),
});
