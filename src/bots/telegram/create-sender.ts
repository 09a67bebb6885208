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

/** What the sender works with. */
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

/** Telegram's way out: one reply, one call where it fits into one. */
export function createSender(parts: SenderParts): Sender {
  const pace = createPacer(noticesPerSecond);
  return {
    prepares: ({ address }) => void parts.courtesy.showUpload(address),
    async send(message, file) {
      const isNotice = message.kind === "notice";
      if (isNotice) await pace();
      let last: SentMessage | undefined;
      try {
        for (const request of renderReply(message.reply)) last = await say(parts, { message, isNotice, request, file });
      } catch (error) {
        throw error instanceof AppError ? error : sendFailure(error, parts.clock.now());
      }
      return last ? { providerMessageId: String(last.message_id) } : {};
    },
  };
}

interface Saying {
  message: OutboundMessage;
  isNotice: boolean;
  request: ApiRequest;
  file: OutboundFile | undefined;
}

async function say(parts: SenderParts, { message, isNotice, request, file }: Saying): Promise<SentMessage> {
  const { menus, courtesy } = parts;
  const { address } = message;
  const used = menus.takeUsed(address);
  const isMenu = request.method === "sendMessage" && message.reply.choices !== undefined;
  // A notice rings; what is edited does not.
  const over = isMenu && !isNotice ? used : undefined;
  const sent =
    request.method === "sendDocument"
      ? await sendDocument(parts, address, request, file)
      : await write(parts, address, request, over);
  const older = menus.said(address, sent.message_id, isMenu);
  if (older !== undefined) await courtesy.closeMenu(address, older);
  return sent;
}

async function write(
  { client }: SenderParts,
  address: string,
  { method, payload }: TextRequest,
  over: number | undefined,
): Promise<SentMessage> {
  const chat_id = Number(address);
  if (over !== undefined)
    try {
      await client.call("editMessageText", { chat_id, message_id: over, ...payload });
      return { message_id: over };
    } catch (error) {
      if (isHarmless(error)) return { message_id: over };
      // Gone, or too old to be edited: then it is a new message. Anything else counts as it does for one.
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
  // Only a boleto's stays what it was.
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

/** Spaces what we begin ourselves: Telegram takes 30 messages a second over all chats. Answers are not paced. */
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
