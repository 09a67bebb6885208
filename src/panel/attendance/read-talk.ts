import type { ChannelName, InboundBody } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import { inboundText } from "../../core/inbound-text.ts";
import type { InboundMessage, OutboundMessage, PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { chatSubscriber } from "../../storage/chats/chat-subscriber.ts";
import type { WaitingChat } from "./waiting-chats.ts";

/** A message of a chat. */
export interface TalkMessage {
  id: string;
  at: Date;
  from: "subscriber" | "bot" | "person";
  /** The operator who wrote the message. */
  by?: string;
  text: string;
  /** The name of the attached file. */
  fileName?: string;
  /** Set as long as it is not certain that the message was sent. */
  status?: "pending" | "failed" | "unknown";
}

/** A chat as operators see it. */
export interface Talk {
  chatId: string;
  channel: ChannelName;
  subscriber?: { id: string; name: string; document: string };
  /** Until this time the bot does not answer. */
  personUntil?: Date;
  unreachable: boolean;
  call?: Pick<WaitingChat, "protocol" | "subject" | "openedAt" | "answered">;
  /** The newest messages, oldest first. */
  messages: TalkMessage[];
  /** True if there are older messages. */
  hasMore: boolean;
  /** The subscriber's open invoices. */
  invoices: {
    id: string;
    externalId: string;
    dueDate: string;
    amountCents: number;
    /** What part payments brought. */
    partPaidCents: number;
    description: string;
    bankCode?: string;
  }[];
}

/**
 * Returns a chat for the page of operators, with its newest messages, at most `most`: those that the subscriber wrote
 * and those that were sent to the subscriber. Cancelled messages are left out. Returns undefined if there is no such
 * chat.
 */
export async function readTalk(prisma: PrismaClient, chatId: string, most: number): Promise<Talk | undefined> {
  const id = BigInt(chatId);
  const chat = await prisma.chat.findUnique({
    where: { id },
    include: { attendances: { where: { closedAt: null }, take: 1 } },
  });
  if (!chat) return undefined;
  const newest = { where: { chatId: id }, orderBy: { id: "desc" as const }, take: most + 1 };
  const inbound = await prisma.inboundMessage.findMany(newest);
  const outbound = await prisma.outboundMessage.findMany({
    ...newest,
    where: { chatId: id, status: { not: "cancelled" } },
  });
  const all = [...inbound.reverse().map(fromInbound), ...outbound.reverse().map(fromOutbound)];
  // Sorting keeps the order of equal times, so a message of the subscriber comes before a reply of the same moment.
  const messages = all.sort((one, other) => one.at.getTime() - other.at.getTime()).slice(-most);
  const subscriber = await subscriberOf(prisma, id);
  const [call] = chat.attendances;
  return {
    chatId,
    channel: chat.channel,
    ...(subscriber && { subscriber }),
    ...(chat.personUntil && { personUntil: chat.personUntil }),
    unreachable: chat.unreachableAt !== null,
    ...(call && {
      call: {
        protocol: call.protocol,
        subject: call.subject,
        openedAt: call.openedAt,
        ...(call.answeredBy !== null && call.answeredAt && { answered: { by: call.answeredBy, at: call.answeredAt } }),
      },
    }),
    messages,
    hasMore: all.length > most,
    invoices: subscriber ? await owedBy(prisma, subscriber.id) : [],
  };
}

const fromInbound = ({ id, receivedAt: at, body }: InboundMessage): TalkMessage => {
  return { id: `a${id}`, at, from: "subscriber", text: inboundText(body as unknown as InboundBody) };
};

const fromOutbound = ({ id, sentAt, createdAt, dueAt, body, status, writtenBy }: OutboundMessage): TalkMessage => {
  const { text, document } = body as unknown as Reply;
  const at = sentAt ?? (dueAt > createdAt ? dueAt : createdAt);
  return {
    id: `b${id}`,
    at,
    from: writtenBy === null ? "bot" : "person",
    ...(writtenBy !== null && { by: writtenBy }),
    text,
    ...(document && { fileName: document.fileName }),
    ...((status === "pending" || status === "failed" || status === "unknown") && { status }),
  };
};

async function subscriberOf(prisma: PrismaClient, chatId: bigint): Promise<Talk["subscriber"]> {
  const [row] = await prisma.$queryRaw<{ id: string; name: string; document: string }[]>`
    SELECT s.id::text AS id, s.name, s.document FROM chat JOIN subscriber s ON s.id = ${chatSubscriber} WHERE chat.id = ${chatId}`;
  return row;
}

async function owedBy(prisma: PrismaClient, subscriberId: string): Promise<Talk["invoices"]> {
  const rows = await prisma.invoice.findMany({
    where: { contract: { subscriberId }, status: "open" },
    include: {
      boletos: { where: { status: { in: ["registering", "payable"] } }, select: { bankCode: true } },
      payments: { where: { outcome: "parcial", undoneAt: null }, select: { amountCents: true } },
    },
    orderBy: [{ dueDate: "asc" }, { id: "asc" }],
    take: 12,
  });
  return rows.map(({ id, externalId, dueDate, amountCents, description, payments, boletos: [living] }) => ({
    id,
    externalId,
    dueDate: dayOf(dueDate),
    amountCents: Number(amountCents),
    partPaidCents: payments.reduce((sum, part) => sum + Number(part.amountCents), 0),
    description,
    ...(living && { bankCode: living.bankCode }),
  }));
}
