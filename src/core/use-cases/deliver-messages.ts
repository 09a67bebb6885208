import { AppError } from "../app-error.ts";
import type { ChannelName, Clock, OutboundMessage, Sender, Storage } from "../ports.ts";
import { isLate, noticeDueAt } from "../registration/notice-due-at.ts";

/** What delivery works with. */
export interface DeliveryDeps {
  clock: Clock;
  storage: Storage;
  senders: Partial<Record<ChannelName, Sender>>;
  /** Draws the PDF of a boleto that may be handed over. */
  pdfOf: (boletoId: string) => Promise<Uint8Array>;
}

const claimMs = 30_000;
const claimAtOnce = 500;
/** A message that did not go for so long says nothing that still helps. */
const givesUpAfterMs = 24 * 3_600_000;

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

/** Sends claimed messages: those of a chat in their order, several chats at once. Never throws for a message that did not go. */
export async function deliverMessages(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<void> {
  const chats = new Map<string, OutboundMessage[]>();
  for (const message of messages) chats.set(message.chatId, [...(chats.get(message.chatId) ?? []), message]);
  const sent = await Promise.all([...chats.values()].map((chat) => deliverChat(deps, chat)));
  await deps.storage.markSent(sent.flat(), deps.clock.now());
}

type Sent = { id: string; providerMessageId?: string };

async function deliverChat(deps: DeliveryDeps, messages: readonly OutboundMessage[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  const now = deps.clock.now();
  const asleep = !messages.some((message) => isFresh(message, now));
  for (const [index, message] of messages.entries()) {
    const dueAt = asleep && isNotice(message) ? noticeDueAt(message.dueAt ?? now, now) : now;
    if (dueAt > now) {
      await putOff(deps.storage, messages.slice(index), dueAt);
      break;
    }
    if (!stillApplies(message)) {
      await deps.storage.markUnsent(message.id, { status: "cancelled", error: "no longer applies" });
      continue;
    }
    try {
      sent.push({ id: message.id, ...(await send(deps, message)) });
    } catch (error) {
      await postpone(deps, messages.slice(index), error);
      break;
    }
  }
  return sent;
}

/** A notice is sent only while it is so: that a boleto can be paid, or that its bank is slow. */
function stillApplies({ dedupeKey, boletoStatus, reply }: OutboundMessage): boolean {
  if (boletoStatus === undefined) return true;
  const kind = /^notice:[^:]+:([^:]+):/.exec(dedupeKey)?.[1];
  if (kind === "slow") return boletoStatus === "registering";
  return (kind !== "payable" && reply.document === undefined) || boletoStatus === "payable";
}

const isNotice = ({ dedupeKey }: OutboundMessage) => dedupeKey.startsWith("notice:");
/** Whoever wrote a moment ago is awake, and is answered with all that stands before the answer. */
const isFresh = (message: OutboundMessage, now: Date) => !isNotice(message) && !isLate(message.dueAt ?? now, now);

/** A late notice waits for the morning, and what stands behind it with it: the order in the chat is kept. */
async function putOff(storage: Storage, messages: readonly OutboundMessage[], dueAt: Date): Promise<void> {
  for (const { id } of messages) await storage.markUnsent(id, { status: "pending", dueAt, error: "night" });
}

async function send({ senders, pdfOf }: DeliveryDeps, message: OutboundMessage) {
  const sender = senders[message.channel];
  if (!sender)
    throw new AppError("channel-off", `O canal ${message.channel} não está ligado neste processo.`, { retry: true });
  const pdf = message.reply.document && (await pdfOf(message.reply.document.boletoId));
  return sender.send(message, pdf);
}

/** The message that did not go waits, and those behind it with it: the order in a chat is kept. */
async function postpone(
  { storage, clock }: DeliveryDeps,
  messages: readonly OutboundMessage[],
  error: unknown,
): Promise<void> {
  const [first, ...behind] = messages;
  if (!first) return;
  const now = clock.now().getTime();
  if (error instanceof AppError && error.code === "unreachable")
    return storage.markUnreachable(first.chatId, clock.now());
  // Nothing overtakes it: what is behind waits until somebody looked.
  if (error instanceof AppError && error.code === "outcome-unknown") {
    await storage.markUnsent(first.id, { status: "unknown", error: error.code });
    for (const { id } of behind) await storage.markUnsent(id, { status: "pending", error: "waits" });
    return;
  }
  const inTime = now - (first.dueAt?.getTime() ?? now) < givesUpAfterMs;
  const again = (error instanceof AppError ? error.retry : true) && inTime;
  const pauseMs = Math.min(1000 * 2 ** Math.min(first.attempts, 10), 15 * 60_000);
  const retryAt = error instanceof AppError ? error.retryAt : undefined;
  const claimedUntil = again ? (retryAt ?? new Date(now + pauseMs)) : new Date(now);
  const code = error instanceof AppError ? error.code : "send-failed";
  await storage.markUnsent(
    first.id,
    again ? { status: "pending", claimedUntil, error: code } : { status: "failed", error: code },
  );
  for (const { id } of behind) await storage.markUnsent(id, { status: "pending", claimedUntil, error: "waits" });
}
