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

/** Dependencies of the sender. */
export interface SenderParts {
  desk: Pick<ChannelDesk, "memory" | "hasWritten">;
  /** Returns the client if it is ready; undefined otherwise. */
  life: () => ClientLife | undefined;
  acks: Acks;
  /** Resolves when a notice may be sent. Throws AppError with `retryAt` if the notice has to wait. */
  gate: (message: OutboundMessage) => Promise<void>;
  timings: Timings;
  replyOnly: boolean;
}

/**
 * Only the first part of a notice waits for the gate. The other parts, such as the linha digitável, must follow at
 * once.
 */
const beginsNotice = ({ kind, part }: OutboundMessage) => kind === "notice" && part === 0;

type Sent = { providerMessageId: string };
const memorySchema = z.object({ replyTo: z.string() });
const keptSends = 1000;

/**
 * Creates the sender. That `sendMessage` resolves proves nothing: only an ack of WhatsApp counts, and without one the
 * outcome is unknown. A message that this process has sent is not sent again, however often `send` is called.
 */
export function createSender(parts: SenderParts): Sender {
  const { life: lifeNow, acks, gate, timings } = parts;
  const sends = new Map<string, Promise<Sent>>();
  let queue: Promise<unknown> = Promise.resolve();

  async function dispatch(message: OutboundMessage, file: OutboundFile | undefined): Promise<Sent> {
    const life = requireClient(lifeNow);
    if (beginsNotice(message)) await gate(message);
    const target = await beforeSending(() => targetOf(parts, message, life));
    // An earlier attempt may have succeeded, be it of this process or of one that died.
    if (message.attempts > 1) {
      const found = await beforeSending(() => findSent(life, target, message));
      if (found.kind === "sent") return { providerMessageId: found.providerMessageId };
      if (found.kind === "unknown") throw unknownOutcome();
    }
    const id = messageId(message.id, message.attempts);
    const sent = queue.then(() => sendNow(life, { target, id, message, file }));
    queue = sent.catch(() => {});
    const actual = await sent;
    const ack = await acks.settled(actual, timings.ackMs);
    if (ack === undefined) throw unknownOutcome();
    if (ack < 0) throw new AppError("send-failed", "O WhatsApp não aceitou a mensagem.", { retry: true });
    return { providerMessageId: actual };
  }

  async function sendNow(
    { client, calls }: ClientLife,
    {
      target,
      id,
      message,
      file,
    }: { target: string; id: string; message: OutboundMessage; file: OutboundFile | undefined },
  ): Promise<string> {
    const rendered = renderReply(message.reply);
    // A chat is marked as seen when its messages are stored, never because we answered.
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
      // `sendMessage` returned nothing. That happens if the chat cannot be found; some versions return nothing for
      // every message.
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
      // This may fail silently: if it matters, `send` reports the failure.
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
      return findSent(life, await targetOf(parts, message, life), message);
    },
  };

  async function findSent(life: ClientLife, target: string, message: OutboundMessage) {
    const traces = (await life.calls()?.sentAmong(target, messageIds(message.id, message.attempts))) ?? [];
    const gone = traces.find(({ ack }) => ack > 0);
    if (gone) return { kind: "sent" as const, providerMessageId: gone.id };
    const waits = traces.find(({ ack }) => ack === 0);
    if (!waits) return { kind: "not-sent" as const };
    // The page may still send the message. Only a new page can tell whether it did.
    if (waits.forMs > timings.stuckMs) life.end("stuck-send");
    return { kind: "unknown" as const };
  }
}

const closed = "O WhatsApp não está conectado.";

/**
 * Runs a step that comes before the actual send. Nothing has gone out yet, so the message may be tried again after any
 * failure of the page, the chat or the database.
 */
async function beforeSending<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("channel-closed", closed, { cause, retry: true });
  }
}

function requireClient(life: () => ClientLife | undefined): ClientLife {
  const now = life();
  if (!now) throw new AppError("channel-closed", closed, { retry: true });
  return now;
}

function unknownOutcome(cause?: unknown): AppError {
  return new AppError("outcome-unknown", "Não se sabe se a mensagem saiu.", { cause });
}

/**
 * Returns the address to send to: the address from which the person last wrote, otherwise the address of the phone
 * number. Throws AppError "reply-only" or "unreachable".
 */
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

/** Returns the WhatsApp address of a phone number; undefined if the number is not on WhatsApp. */
async function numberId(client: whatsapp.Client, address: string, timings: Timings): Promise<string | undefined> {
  const asked = within(timings.callMs, client.getNumberId(address.replace("@c.us", "")));
  const known = await asked.catch((cause: unknown) => {
    throw new AppError("channel-closed", closed, { cause, retry: true });
  });
  return known ? `${known.user}@${known.server}` : undefined;
}

/**
 * Derives the WhatsApp id for an attempt at sending a message of the outbox, in the form of the ids that WhatsApp Web
 * makes. The same attempt always has the same id, so that the message can be looked up after a crash.
 */
export function messageId(outboxId: string, attempt: number): string {
  const digest = createHash("sha256").update(`faturabot:${outboxId}:${attempt}`).digest("hex");
  return `3EB0${digest.slice(0, 18)}`.toUpperCase();
}

/** Returns the ids of this attempt and of the earlier ones, newest first; at most 30. */
export function messageIds(outboxId: string, attempts: number): string[] {
  const tries = Math.min(Math.max(attempts, 1), 30);
  return Array.from({ length: tries }, (_, back) => messageId(outboxId, Math.max(attempts, 1) - back));
}

/** A reply in the form that WhatsApp sends. */
export type Rendered = { kind: "text"; text: string } | { kind: "document"; caption: string; fileName: string };

const longestCaption = 1024;

/**
 * Renders a reply. Our texts already use the *bold* of WhatsApp. WhatsApp no longer shows buttons and lists, so there
 * is only the numbered text. A text that is too long for the caption of a file is left out, because it was sent before
 * as a message of its own.
 */
export function renderReply({ text, document }: Reply): Rendered {
  if (!document) return { kind: "text", text };
  return { kind: "document", caption: text.length <= longestCaption ? text : "", fileName: document.fileName };
}
