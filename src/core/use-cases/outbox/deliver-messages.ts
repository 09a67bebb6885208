import { AppError } from "../../app-error.ts";
import type { ChannelName, OutboundMessage } from "../../channel-ports.ts";
import { isLate, noticeDueAt } from "../../registration/notice-due-at.ts";
import type { DeliveryDeps } from "./delivery-deps.ts";
import { postponeMessages } from "./postpone-messages.ts";

const claimMs = 30_000;
const claimLimit = 500;
/** A send may take this long. None starts with less claim time left, or another process could send it too. */
const sendMs = 15_000;

/** Sends every due message that no other process is sending. Returns the number of messages processed. */
export async function deliverDue(deps: DeliveryDeps): Promise<number> {
  let processed = 0;
  for (;;) {
    const now = deps.clock.now();
    const claimedUntil = new Date(now.getTime() + claimMs);
    const channels = Object.keys(deps.senders) as ChannelName[];
    const claimed = await deps.storage.claimDue({ channels, now, claimedUntil, limit: claimLimit });
    if (claimed.length === 0) return processed;
    await deliverMessages(deps, claimed);
    processed += claimed.length;
  }
}

/** Sends claimed messages: those of a chat in order, several chats in parallel. Throws only if the database does. */
export async function deliverMessages(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const chats = new Map<string, OutboundMessage[]>();
  for (const message of messages) chats.set(message.chatId, [...(chats.get(message.chatId) ?? []), message]);
  await Promise.all([...chats.values()].map((chat) => deliverChat(deps, chat)));
}

/** Marks each message as soon as it is sent: after a crash only the message in flight is repeated. */
async function deliverChat(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const { storage, clock } = deps;
  const begun = clock.now();
  const isAsleep = !messages.some((message) => isFresh(message, begun));
  for (const [index, message] of messages.entries()) {
    const now = clock.now();
    const dueAt = isAsleep && isNotice(message) ? noticeDueAt(message.dueAt ?? now, now) : now;
    if (dueAt > now) {
      return putOff(deps, messages.slice(index), { dueAt, error: "night" });
    }
    if (message.claimedUntil && message.claimedUntil.getTime() - now.getTime() < sendMs) {
      return putOff(deps, messages.slice(index), { error: "claim over" });
    }
    if (!stillApplies(message)) {
      await storage.markUnsent(message, { status: "cancelled", error: "no longer applies" }, now);
      continue;
    }
    let receipt: Awaited<ReturnType<typeof send>>;
    try {
      receipt = await send(deps, message);
    } catch (error) {
      return postponeMessages(deps, messages.slice(index), error);
    }
    await storage.markSent([{ id: message.id, ...receipt }], clock.now());
  }
}

/** A message that hands over a boleto applies while it is payable; a notice of a slow bank while it registers. */
function stillApplies({ kind, topic, boletoStatus, reply }: OutboundMessage): boolean {
  if (boletoStatus === undefined) return true;
  if (kind === "notice" && topic === "slow") return boletoStatus === "registering";
  return reply.handsOver === undefined || boletoStatus === "payable";
}

const isNotice = ({ kind }: OutboundMessage) => kind === "notice";
/** Someone who just wrote is awake: everything queued ahead of the reply is delivered, too. */
const isFresh = (message: OutboundMessage, now: Date) => !isNotice(message) && !isLate(message.dueAt ?? now, now);

/** Puts a message off together with those behind it, which keeps the order in the chat. */
async function putOff(
  { storage, clock }: DeliveryDeps,
  messages: readonly OutboundMessage[],
  change: { dueAt?: Date; error: string },
): Promise<void> {
  for (const message of messages) await storage.markUnsent(message, { status: "pending", ...change }, clock.now());
}

async function send({ senders, draw }: DeliveryDeps, message: OutboundMessage) {
  const sender = senders[message.channel];
  if (!sender)
    throw new AppError("channel-off", `O canal ${message.channel} não está ligado neste processo.`, { retry: true });
  if (message.reply.document) sender.prepares?.(message);
  return sender.send(message, message.reply.document && (await draw(message.reply.document)));
}
