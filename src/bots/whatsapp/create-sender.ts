import { createHash } from "node:crypto";
import whatsapp from "whatsapp-web.js";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import type { ChannelDesk, OutboundFile, OutboundMessage, Sender } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import type { Acks } from "./acks.ts";
import type { ClientLife } from "./open-client.ts";
import type { Timings } from "./timings.ts";
import { within } from "./within.ts";

const { MessageMedia } = whatsapp;

/** What the sender works with. */
export interface SenderParts {
  desk: Pick<ChannelDesk, "memory" | "hasWritten">;
  /** The client that is ready, if one is. */
  life: () => ClientLife | undefined;
  acks: Acks;
  /** Lets a notice pass, or throws when it may be tried again. */
  gate: (chatId: string) => Promise<void>;
  timings: Timings;
  replyOnly: boolean;
}

/** What was begun goes out whole: nobody is told that a boleto can be paid and left without its line until the morning. */
const beginsNotice = ({ kind, part }: OutboundMessage) => kind === "notice" && part === 0;

type Sent = { providerMessageId: string };
const memorySchema = z.object({ replyTo: z.string() });
const keptSends = 1000;

/**
 * The way out. A send that resolved is not a sent message: WhatsApp's own word decides, and where it does not come the
 * outcome is unknown. What was sent once by this process is not sent again, however often it is asked for.
 */
export function createSender(parts: SenderParts): Sender {
  const { life: lifeNow, acks, gate, timings } = parts;
  const sends = new Map<string, Promise<Sent>>();
  let line: Promise<unknown> = Promise.resolve();

  async function dispatch(message: OutboundMessage, file: OutboundFile | undefined): Promise<Sent> {
    const life = ready(lifeNow);
    if (beginsNotice(message)) await gate(message.chatId);
    const target = await beforeSending(() => targetOf(parts, message, life));
    // An earlier try, of this process or of one that died, may have gone.
    if (message.attempts > 1) {
      const found = await beforeSending(() => look(life, target, message));
      if (found.kind === "sent") return { providerMessageId: found.providerMessageId };
      if (found.kind === "unknown") throw unknownOutcome();
    }
    const id = messageId(message.id, message.attempts);
    const sent = line.then(() => put(life, { target, id, message, file }));
    line = sent.catch(() => {});
    const actual = await sent;
    const ack = await acks.settled(actual, timings.ackMs);
    if (ack === undefined) throw unknownOutcome();
    if (ack < 0) throw new AppError("send-failed", "O WhatsApp não aceitou a mensagem.", { retry: true });
    return { providerMessageId: actual };
  }

  async function put(
    { client, calls }: ClientLife,
    {
      target,
      id,
      message,
      file,
    }: { target: string; id: string; message: OutboundMessage; file: OutboundFile | undefined },
  ): Promise<string> {
    const rendered = renderReply(message.reply);
    // Seen is what was stored, never what was merely answered.
    const options = { sendSeen: false, linkPreview: false };
    const call =
      rendered.kind === "text" || !file
        ? () => client.sendMessage(target, message.reply.text, options)
        : () =>
            client.sendMessage(
              target,
              new MessageMedia(
                file.mediaType,
                Buffer.from(file.bytes).toString("base64"),
                message.reply.document?.fileName,
              ),
              { ...options, sendMediaAsDocument: true, caption: rendered.kind === "document" ? rendered.caption : "" },
            );
    await beforeSending(async () => calls()?.nameNext(id));
    const result = await within(timings.sendMs, call()).catch((cause: unknown) => {
      if (/upload failed|media-fault|invalid wid/i.test(String(cause)))
        throw new AppError("send-failed", "O WhatsApp não aceitou a mensagem.", { cause, retry: true });
      throw unknownOutcome(cause);
    });
    if (!result) {
      // So it answers for a chat that it cannot find, and so it answered for a while for whatever it had sent.
      if (target.endsWith("@c.us") && !(await numberId(client, target, timings)))
        throw new AppError("unreachable", notOnWhatsapp);
      throw unknownOutcome();
    }
    acks.heard(result.id.id, result.ack);
    return result.id.id;
  }

  return {
    prepares(message) {
      const life = lifeNow();
      if (!life) return;
      const shown = targetOf(parts, message, life).then((target) => life.calls()?.typing(target));
      // It only pleases: the send itself finds out what is wrong.
      shown.catch(() => {});
    },
    async send(message, file) {
      const known = sends.get(message.id);
      if (known) return known;
      const sending = dispatch(message, file);
      sends.set(message.id, sending);
      if (sends.size > keptSends) sends.delete(sends.keys().next().value ?? "");
      sending.catch(() => sends.delete(message.id));
      return sending;
    },
    async reconcile(message) {
      const life = lifeNow();
      if (!life) return { kind: "unknown" };
      return look(life, await targetOf(parts, message, life), message);
    },
  };

  async function look(life: ClientLife, target: string, message: OutboundMessage) {
    const traces = (await life.calls()?.sentAmong(target, messageIds(message.id, message.attempts))) ?? [];
    const gone = traces.find(({ ack }) => ack > 0);
    if (gone) return { kind: "sent" as const, providerMessageId: gone.id };
    const waits = traces.find(({ ack }) => ack === 0);
    if (!waits) return { kind: "not-sent" as const };
    // The page may still send it: only one that opens anew tells.
    if (waits.forMs > timings.stuckMs) life.end("stuck-send");
    return { kind: "unknown" as const };
  }
}

const closed = "O WhatsApp não está conectado.";

/** Nothing went out yet: a page that goes on, a chat it does not know yet, a database that is gone, all pass. */
async function beforeSending<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("channel-closed", closed, { cause, retry: true });
  }
}

function ready(life: () => ClientLife | undefined): ClientLife {
  const now = life();
  if (!now) throw new AppError("channel-closed", closed, { retry: true });
  return now;
}

function unknownOutcome(cause?: unknown): AppError {
  return new AppError("outcome-unknown", "Não se sabe se a mensagem saiu.", { cause });
}

/** Where a chat's messages go: where its last one came from. To somebody who never wrote, only if that is allowed. */
async function targetOf(
  { desk, replyOnly, timings }: SenderParts,
  { address }: OutboundMessage,
  { client }: ClientLife,
) {
  const memory = memorySchema.safeParse(await desk.memory(address));
  if (memory.success) return memory.data.replyTo;
  if (await desk.hasWritten(address)) return address;
  if (replyOnly) throw new AppError("reply-only", "Este número só responde a quem escreveu (WHATSAPP_REPLY_ONLY).");
  const known = await numberId(client, address, timings);
  if (!known) throw new AppError("unreachable", notOnWhatsapp);
  return known;
}

const notOnWhatsapp = "Este número não está no WhatsApp.";

/** The address under which WhatsApp knows a number; undefined where it does not. */
async function numberId(client: whatsapp.Client, address: string, timings: Timings): Promise<string | undefined> {
  const asked = within(timings.callMs, client.getNumberId(address.replace("@c.us", "")));
  const known = await asked.catch((cause: unknown) => {
    throw new AppError("channel-closed", closed, { cause, retry: true });
  });
  return known ? `${known.user}@${known.server}` : undefined;
}

/**
 * The id that a message of the outbox gets at WhatsApp in a try, in the form that WhatsApp Web's own have: whoever comes
 * after a crash knows what to look for.
 */
export function messageId(outboxId: string, attempt: number): string {
  const digest = createHash("sha256").update(`faturabot:${outboxId}:${attempt}`).digest("hex");
  return `3EB0${digest.slice(0, 18)}`.toUpperCase();
}

/** The ids of this try and of those before it, the newest first. */
export function messageIds(outboxId: string, attempts: number): string[] {
  const tries = Math.min(Math.max(attempts, 1), 30);
  return Array.from({ length: tries }, (_, back) => messageId(outboxId, Math.max(attempts, 1) - back));
}

/** A reply as WhatsApp sends it. */
export type Rendered = { kind: "text"; text: string } | { kind: "document"; caption: string; fileName: string };

const longestCaption = 1024;

/**
 * Draws a reply. WhatsApp's own *bold* is the one our texts are written in; buttons and lists are not drawn there any
 * more, so the numbered text is all there is. What no caption holds stays out of it: the text went before.
 */
export function renderReply({ text, document }: Reply): Rendered {
  if (!document) return { kind: "text", text };
  return { kind: "document", caption: text.length <= longestCaption ? text : "", fileName: document.fileName };
}
