import { z } from "zod";

// In a form everything is text: numbers and objects come as JSON.
const fromForm = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, schema);

const whole = fromForm(z.int());
const yesNo = fromForm(z.boolean());
const entities = fromForm(
  z.array(z.strictObject({ type: z.string(), offset: z.int(), length: z.int() })).max(100),
).optional();
const markup = fromForm(z.unknown()).optional();
const upload = z.object({ name: z.string(), bytes: z.instanceof(Buffer) });
const text = z.string();
const delivery = {
  protect_content: yesNo.optional(),
  disable_notification: yesNo.optional(),
  reply_markup: markup,
  reply_parameters: fromForm(z.strictObject({ message_id: z.int() })).optional(),
};
const updateKinds = fromForm(z.array(z.string())).optional();
/** Stands for the `method` that a client may repeat among the parameters. */
const method = { method: z.string().optional() };

/** The parameters of every method that there is. A parameter that is not named here is refused. */
export const parameters = {
  getMe: z.strictObject(method),
  getUpdates: z.strictObject({
    ...method,
    offset: whole.default(0),
    limit: fromForm(z.int().min(1).max(100)).default(100),
    timeout: fromForm(z.int().min(0)).default(0),
    allowed_updates: updateKinds,
  }),
  setWebhook: z.strictObject({
    ...method,
    url: text,
    secret_token: text.regex(/^[A-Za-z0-9_-]{1,256}$/).optional(),
    max_connections: fromForm(z.int().min(1).max(100)).default(40),
    allowed_updates: updateKinds,
    drop_pending_updates: yesNo.default(false),
    ip_address: text.optional(),
  }),
  deleteWebhook: z.strictObject({ ...method, drop_pending_updates: yesNo.default(false) }),
  getWebhookInfo: z.strictObject(method),
  setMyCommands: z.strictObject({
    ...method,
    commands: fromForm(z.array(z.strictObject({ command: text, description: text }))),
    language_code: text.optional(),
  }),
  getMyCommands: z.strictObject({ ...method, language_code: text.optional() }),
  sendMessage: z.strictObject({
    ...method,
    ...delivery,
    chat_id: whole,
    text,
    parse_mode: text.optional(),
    entities,
    link_preview_options: fromForm(z.strictObject({ is_disabled: z.boolean() })).optional(),
  }),
  sendDocument: z.strictObject({
    ...method,
    ...delivery,
    chat_id: whole,
    document: z.union([upload, text]),
    caption: text.optional(),
    parse_mode: text.optional(),
    caption_entities: entities,
  }),
  editMessageText: z.strictObject({
    ...method,
    chat_id: whole,
    message_id: whole,
    text,
    parse_mode: text.optional(),
    entities,
    reply_markup: markup,
  }),
  editMessageReplyMarkup: z.strictObject({ ...method, chat_id: whole, message_id: whole, reply_markup: markup }),
  deleteMessage: z.strictObject({ ...method, chat_id: whole, message_id: whole }),
  sendChatAction: z.strictObject({ ...method, chat_id: whole, action: text }),
  answerCallbackQuery: z.strictObject({
    ...method,
    callback_query_id: text,
    text: text.optional(),
    show_alert: yesNo.optional(),
  }),
} as const;

/** A method's name. */
export type MethodName = keyof typeof parameters;
/** A method's parameters, read. */
export type ParametersOf<M extends MethodName> = z.infer<(typeof parameters)[M]>;
