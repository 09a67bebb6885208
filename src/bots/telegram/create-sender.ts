import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import type { ChannelDesk, OutboundFile, OutboundMessage, Sender } from "../../core/channel-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { ApiRequest, DocumentRequest, TextRequest } from "./api-request.ts";
import type { Courtesy } from "./courtesy.ts";
import type { Menus } from "./menus.ts";
import { renderReply } from "./render-reply.ts";
import { isHarmless, isUnknownFile, sendFailure } from "./send-failure.ts";
import type { TelegramClient } from "./telegram-client.ts";

/** Dependencies of the sender. */
export interface SenderParts {
  client: TelegramClient;
  desk: Pick<ChannelDesk, "sentFile" | "keepSentFile">;
  menus: Menus;
  courtesy: Courtesy;
  clock: Clock;
}

const noticesPerSecond = 25;
const sentMessage = z.object({ message_id: z.int(), document: z.object({ file_id: z.string() }).optional() });
type SentMessage = z.infer<typeof sentMessage>;

/**
 * Creates the sender for Telegram. A reply is sent by one API call, or by several if its text is too long for one
 * message.
 */
export function createSender(parts: SenderParts): Sender {
  const paceNotice = createPacer(noticesPerSecond);
  return {
    prepares: ({ address }) => void parts.courtesy.showUpload(address),
    async send(message, file) {
      const isNotice = message.kind === "notice";
      if (isNotice) await paceNotice();
      let last: SentMessage | undefined;
      try {
        for (const request of renderReply(message.reply))
          last = await sendRequest(parts, { message, isNotice, request, file });
      } catch (error) {
        throw error instanceof AppError ? error : sendFailure(error, parts.clock.now());
      }
      return last ? { providerMessageId: String(last.message_id) } : {};
    },
  };
}

interface Sending {
  message: OutboundMessage;
  isNotice: boolean;
  request: ApiRequest;
  file: OutboundFile | undefined;
}

async function sendRequest(parts: SenderParts, { message, isNotice, request, file }: Sending): Promise<SentMessage> {
  const { menus, courtesy } = parts;
  const { address } = message;
  const used = menus.takeUsed(address);
  const isMenu = request.method === "sendMessage" && message.reply.choices !== undefined;
  // An edited message makes no sound. A notice should make one, so it is sent as a new message.
  const replacedId = isMenu && !isNotice ? used : undefined;
  const sent =
    request.method === "sendDocument"
      ? await sendDocument(parts, address, request, file)
      : await sendText(parts, address, request, replacedId);
  const older = menus.said(address, sent.message_id, isMenu);
  if (older !== undefined) await courtesy.closeMenu(address, older);
  return sent;
}

async function sendText(
  { client }: SenderParts,
  address: string,
  { method, payload }: TextRequest,
  replacedId: number | undefined,
): Promise<SentMessage> {
  const chat_id = Number(address);
  if (replacedId !== undefined)
    try {
      await client.call("editMessageText", { chat_id, message_id: replacedId, ...payload });
      return { message_id: replacedId };
    } catch (error) {
      if (isHarmless(error)) return { message_id: replacedId };
      // The menu was deleted or is too old to be edited: send a new message instead. Other errors are handled by the
      // caller.
      if (sendFailure(error, new Date(0)).code !== "telegram-refused") throw error;
    }
  return sentMessage.parse(await client.call(method, { chat_id, ...payload }));
}

async function sendDocument(
  { client, desk }: SenderParts,
  address: string,
  { method, payload, document }: DocumentRequest,
  file: OutboundFile | undefined,
): Promise<SentMessage> {
  const send = async (content: unknown) =>
    sentMessage.parse(await client.call(method, { chat_id: Number(address), ...payload, document: content }));
  // The file id is reused only for a PDF of a boleto, because that is the only file that never changes.
  const boletoId = "boletoId" in document && document.of === undefined ? document.boletoId : undefined;
  const known = boletoId === undefined ? undefined : await desk.sentFile(boletoId);
  if (known !== undefined)
    try {
      return await send(known);
    } catch (error) {
      if (!isUnknownFile(error)) throw error;
    }
  if (!file) throw new AppError("no-file", "The file of a message is missing");
  const sent = await send({ source: Buffer.from(file.bytes), filename: document.fileName });
  if (sent.document && boletoId !== undefined) await desk.keepSentFile(boletoId, sent.document.file_id);
  return sent;
}

/**
 * Returns a function that spaces out notices, because Telegram allows only 30 messages per second to all chats
 * together. Replies are not delayed.
 */
function createPacer(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let nextAt = 0;
  return () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + gapMs;
    return at === now ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, at - now));
  };
}
