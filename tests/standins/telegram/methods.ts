import { randomBytes } from "node:crypto";
import { BotApiError, badRequest } from "./bot-api-error.ts";
import { checkMarkup } from "./check-markup.ts";
import type { MethodName, ParametersOf } from "./parameters.ts";
import { type StyledText, styledText } from "./styled-text.ts";
import type { UpdateQueue } from "./update-queue.ts";
import type { createWebhookDelivery } from "./webhook-delivery.ts";
import type { Document, Message, ReplyMarkup } from "./wire.ts";
import { theBot, type World } from "./world.ts";

/** What the methods work on. */
export interface Backstage {
  world: World;
  queue: UpdateQueue;
  webhook: ReturnType<typeof createWebhookDelivery>;
  /** Throws where too much is said. */
  countMessage: (chatId: number) => void;
  onGone: (gone: () => void) => void;
}

type Methods = { [M in MethodName]: (given: ParametersOf<M>, behind: Backstage) => unknown };

const answerableMs = 15_000;
const largestBytes = 50 * 1024 * 1024;
const commandsByLanguage = new WeakMap<World, Map<string, ParametersOf<"setMyCommands">["commands"]>>();
const actions = new Set(["typing", "upload_document", "upload_photo"]);

/** What each method does, in the order of the Bot API's own pages. */
export const methods: Methods = {
  getMe: () => ({
    ...theBot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates({ offset, limit, timeout, allowed_updates }, { queue, webhook, onGone }) {
    if (webhook.get())
      throw new BotApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    queue.allow(allowed_updates);
    return queue.poll({ offset, limit, timeoutMs: timeout * 1000, onGone });
  },
  setWebhook({ url, secret_token, max_connections, allowed_updates, drop_pending_updates }, { queue, webhook }) {
    // The real one wants https; a test's own machine is let off.
    if (url !== "" && !/^https:\/\/.|^http:\/\/127\.0\.0\.1:/.test(url))
      throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    queue.allow(allowed_updates);
    if (drop_pending_updates) queue.confirm(() => true);
    webhook.set(url === "" ? undefined : { url, max_connections, ...(secret_token && { secret_token }) });
    return true;
  },
  deleteWebhook({ drop_pending_updates }, { queue, webhook }) {
    webhook.set(undefined);
    if (drop_pending_updates) queue.confirm(() => true);
    return true;
  },
  getWebhookInfo: (_, { queue, webhook }) => ({
    url: webhook.get()?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: queue.waiting().length,
  }),
  setMyCommands({ commands, language_code = "" }, { world }) {
    if (commands.length > 100) throw badRequest("too many commands");
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
      if (description.length < 1 || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    }
    const known = commandsByLanguage.get(world) ?? new Map();
    commandsByLanguage.set(world, known.set(language_code, commands));
    return true;
  },
  getMyCommands: ({ language_code = "" }, { world }) => commandsByLanguage.get(world)?.get(language_code) ?? [],
  sendMessage({ chat_id, text, parse_mode, entities, reply_markup, protect_content, reply_parameters }, behind) {
    const styled = checkedText(text, parse_mode, entities);
    return send(
      behind,
      chat_id,
      { ...styled, ...extras({ protect_content, reply_parameters }) },
      checkMarkup(reply_markup),
    );
  },
  sendDocument(given, behind) {
    const { chat_id, caption = "", parse_mode, caption_entities, reply_markup } = given;
    const styled = styledText(caption, parse_mode, caption_entities);
    if (styled.text.length > 1024) throw badRequest("message caption is too long");
    const document = fileOf(given.document, behind.world);
    const message = { document, caption: styled.text, caption_entities: styled.entities, ...extras(given) };
    return send(behind, chat_id, message, checkMarkup(reply_markup));
  },
  editMessageText({ chat_id, message_id, text, parse_mode, entities, reply_markup }, { world }) {
    const styled = checkedText(text, parse_mode, entities);
    return edit(world, { chat_id, message_id, styled, markup: inlineOnly(reply_markup) });
  },
  editMessageReplyMarkup: ({ chat_id, message_id, reply_markup }, { world }) =>
    edit(world, { chat_id, message_id, markup: inlineOnly(reply_markup) }),
  deleteMessage({ chat_id, message_id }, { world }) {
    const room = world.openRoom(chat_id);
    if (!room.messages.some((message) => message.message_id === message_id))
      throw badRequest("message to delete not found");
    room.messages = room.messages.filter((message) => message.message_id !== message_id);
    return true;
  },
  sendChatAction({ chat_id, action }, { world }) {
    if (!actions.has(action)) throw badRequest("wrong parameter action in request");
    world.openRoom(chat_id).typing += 1;
    return true;
  },
  answerCallbackQuery({ callback_query_id, text, show_alert }, { world }) {
    const tap = world.taps.get(callback_query_id);
    if (text !== undefined && text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
    if (!tap || performance.now() - tap.at > answerableMs)
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    tap.answers.push({ ...(text !== undefined && { text }), ...(show_alert !== undefined && { show_alert }) });
    return true;
  },
};

function checkedText(raw: string, mode: string | undefined, given: ParametersOf<"sendMessage">["entities"]) {
  const { text, entities } = styledText(raw, mode, given);
  if (text === "") throw badRequest("message text is empty");
  if (text.length > 4096) throw badRequest("message is too long");
  return { text, entities };
}

function extras(given: Pick<ParametersOf<"sendDocument">, "protect_content" | "reply_parameters">) {
  return {
    ...(given.protect_content && { has_protected_content: true }),
    ...(given.reply_parameters && { reply_to_message: given.reply_parameters }),
  };
}

function send(
  { world, countMessage }: Backstage,
  chatId: number,
  body: Omit<Message, "message_id" | "date" | "chat">,
  markup: ReplyMarkup | undefined,
): Message {
  const room = world.openRoom(chatId);
  countMessage(chatId);
  if (markup && !("inline_keyboard" in markup)) {
    if ("remove_keyboard" in markup) delete room.keyboard;
    else room.keyboard = markup;
  }
  const inline = markup && "inline_keyboard" in markup;
  return world.write(room, { from: theBot, ...body, ...(inline && { reply_markup: markup }) });
}

function fileOf(given: ParametersOf<"sendDocument">["document"], { files }: World): Document {
  if (typeof given === "string") {
    const file = files.get(given);
    if (!file) throw badRequest("wrong file identifier/HTTP URL specified");
    const { bytes, ...document } = file;
    return document;
  }
  const { name, bytes } = given;
  if (bytes.length === 0) throw badRequest("file must be non-empty");
  if (bytes.length > largestBytes) throw new BotApiError(413, "Request Entity Too Large");
  // The real one takes it; the person's reader would not open it.
  if (name.endsWith(".pdf") && !bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw badRequest("file is no PDF");
  const file_id = `BQAC${randomBytes(24).toString("base64url")}`;
  const document = {
    file_id,
    file_unique_id: `AgAD${file_id.slice(4, 12)}`,
    file_name: name,
    mime_type: name.endsWith(".pdf") ? "application/pdf" : "application/octet-stream",
    file_size: bytes.length,
  };
  files.set(file_id, { ...document, bytes });
  return document;
}

function inlineOnly(given: unknown): ReplyMarkup | undefined {
  const markup = checkMarkup(given);
  if (markup && !("inline_keyboard" in markup)) throw badRequest("inline keyboard expected");
  return markup;
}

interface Edit {
  chat_id: number;
  message_id: number;
  styled?: StyledText;
  markup: ReplyMarkup | undefined;
}

/** What is not given anew goes: an edit without a keyboard takes it off. */
function edit(world: World, { chat_id, message_id, styled, markup }: Edit): Message {
  const message = world.openRoom(chat_id).messages.find((one) => one.message_id === message_id);
  if (!message) throw badRequest("message to edit not found");
  if (message.from?.id !== theBot.id) throw badRequest("message can't be edited");
  if (styled && message.text === undefined) throw badRequest("there is no text in the message to edit");
  const shown = () => JSON.stringify([message.text, message.entities, message.reply_markup]);
  const before = shown();
  if (markup) message.reply_markup = markup;
  else delete message.reply_markup;
  Object.assign(message, styled);
  if (shown() === before)
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  return Object.assign(message, { edit_date: world.seconds() });
}
