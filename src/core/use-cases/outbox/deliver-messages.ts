import { AppError } from "../../app-error.ts";
import type { ChannelName, OutboundMessage } from "../../channel-ports.ts";
import { isLate, noticeDueAt } from "../../registration/notice-due-at.ts";
import type { DeliveryDeps } from "./delivery-deps.ts";
import { postponeMessages } from "./postpone-messages.ts";

const claimMs = 30_000;
const claimAtOnce = 500;
/** So long a channel may take over one message: begun later, it could be another process's by then. */
const sendMs = 15_000;

/** Sends everything that is due and nobody else is sending. Gives how many messages were dealt with. */
export async function deliverDue(deps: DeliveryDeps): Promise<number> {
  let dealt = 0;
  for (;;) {
    const now = deps.clock.now();
    const claimedUntil = new Date(now.getTime() + claimMs);
    const channels = Object.keys(deps.senders) as ChannelName[];
    const claimed = await deps.storage.claimDue({ channels, now, claimedUntil, limit: claimAtOnce });
    if (claimed.length === 0) return dealt;
    await deliverMessages(deps, claimed);
    dealt += claimed.length;
  }
}

/** Sends claimed messages: those of a chat in their order, several chats at once. Throws only where the database does. */
export async function deliverMessages(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const chats = new Map<string, OutboundMessage[]>();
  for (const message of messages) chats.set(message.chatId, [...(chats.get(message.chatId) ?? []), message]);
  await Promise.all([...chats.values()].map((chat) => deliverChat(deps, chat)));
}

/** Marks each message as soon as it went: a process that dies repeats the one that was on its way, and no other. */
async function deliverChat(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const { storage, clock } = deps;
  const begun = clock.now();
  const asleep = !messages.some((message) => isFresh(message, begun));
  for (const [index, message] of messages.entries()) {
    const now = clock.now();
    const dueAt = asleep && isNotice(message) ? noticeDueAt(message.dueAt ?? now, now) : now;
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

/** What hands a boleto over is said only while it can be paid, and that its bank is slow only while it is. */
function stillApplies({ kind, topic, boletoStatus, reply }: OutboundMessage): boolean {
  if (boletoStatus === undefined) return true;
  if (kind === "notice" && topic === "slow") return boletoStatus === "registering";
  return reply.handsOver === undefined || boletoStatus === "payable";
}

const isNotice = ({ kind }: OutboundMessage) => kind === "notice";
/** Whoever wrote a moment ago is awake, and is answered with all that stands before the answer. */
const isFresh = (message: OutboundMessage, now: Date) => !isNotice(message) && !isLate(message.dueAt ?? now, now);

/** It waits, and what stands behind it with it: the order in the chat is kept. */
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
