import { AppError } from "../../app-error.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import type { ChannelName, OutboundMessage } from "../../channel-ports.ts";
import { isLate, noticeDueAt } from "../../registration/notice-due-at.ts";
import type { DeliveryDeps } from "./delivery-deps.ts";
import { postponeMessages } from "./postpone-messages.ts";

const claimMs = 30_000;
const claimLimit = 500;
/**
 * Longest time that sending a message may take, in milliseconds. No message is sent with less time left of the claim,
 * because another process could then send it as well.
 */
const sendMs = 15_000;

/** Sends every due message that no other process is sending. Returns how many messages were handled. */
export async function deliverDue(deps: DeliveryDeps): Promise<number> {
  let processed = 0;
  while (!deps.underWay?.ends) {
    const now = deps.clock.now();
    const claimedUntil = new Date(now.getTime() + claimMs);
    const channels = Object.keys(deps.senders) as ChannelName[];
    const claimed = await deps.storage.claimDue({ channels, now, claimedUntil, limit: claimLimit });
    if (claimed.length === 0) break;
    await deliverMessages(deps, claimed);
    processed += claimed.length;
  }
  return processed;
}

/**
 * Sends claimed messages: those of one chat in order, different chats at the same time. Throws only if the database
 * does.
 */
export async function deliverMessages(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const chats = new Map<string, OutboundMessage[]>();
  for (const message of messages) chats.set(message.chatId, [...(chats.get(message.chatId) ?? []), message]);
  const delivered = Promise.all([...chats.values()].map((chat) => deliverChat(deps, chat))).then(() => {});
  deps.underWay?.deliveries.add(delivered);
  await delivered.finally(() => deps.underWay?.deliveries.delete(delivered));
}

/** Ends the deliveries of this process: messages that are not being sent yet are given back. */
export async function endDeliveries({ underWay }: Pick<DeliveryDeps, "underWay">): Promise<void> {
  if (!underWay) return;
  underWay.ends = true;
  await Promise.allSettled(underWay.deliveries);
}

/**
 * Sends the messages of one chat. Each message is marked as soon as it is sent, so that after a crash only the message
 * that was on its way is repeated.
 */
async function deliverChat(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const { storage, clock } = deps;
  const begun = clock.now();
  const isAsleep = !messages.some((message) => isFresh(message, begun));
  for (const [index, message] of messages.entries()) {
    if (deps.underWay?.ends) return putOff(deps, messages.slice(index), { error: "process ends" });
    const now = clock.now();
    const dueAt =
      isAsleep && isNotice(message) ? noticeDueAt(message.dueAt ?? now, now, message.zone ?? brasilia) : now;
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

/**
 * Returns true if a message is still true. A message that hands over a boleto is, as long as the boleto can be paid; a
 * notice that the bank is slow is, as long as the boleto is being registered.
 */
function stillApplies({ kind, topic, boletoStatus, reply }: OutboundMessage): boolean {
  if (boletoStatus === undefined) return true;
  if (kind === "notice" && topic === "slow") return boletoStatus === "registering";
  return reply.handsOver === undefined || boletoStatus === "payable";
}

const isNotice = ({ kind }: OutboundMessage) => kind === "notice";
/** Whoever wrote just now is awake. So everything that waits in front of the reply is sent as well. */
const isFresh = (message: OutboundMessage, now: Date) => !isNotice(message) && !isLate(message.dueAt ?? now, now);

/** Puts off a message and those behind it, which keeps the order in the chat. */
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
