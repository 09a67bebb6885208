import type { ChannelName } from "../../core/channel-ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/**
 * Returns true if a chat is still waiting for something: a registration, the answer of a bank, or a message that has
 * not been sent.
 */
export async function chatIsPending(prisma: PrismaClient, channel: ChannelName, address: string): Promise<boolean> {
  const chat = await prisma.chat.findUnique({ where: { channel_address: { channel, address } } });
  if (!chat) return false;
  const boletos = await prisma.boleto.count({
    where: { status: "registering", watchers: { some: { chatId: chat.id } } },
  });
  const asked = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'ask-bank' AND state < 'completed' AND data->>'chatId' = ${String(chat.id)} LIMIT 1`;
  const messages = await prisma.outboundMessage.count({ where: { chatId: chat.id, status: "pending" } });
  return boletos + asked.length + messages > 0;
}

/** Returns true if a message of the chat waits to be answered, or a message to the chat that is due to be sent. */
export async function chatIsAnswering(
  prisma: PrismaClient,
  channel: ChannelName,
  address: string,
  now: Date,
): Promise<boolean> {
  const chat = await prisma.chat.findUnique({
    where: { channel_address: { channel, address } },
    select: {
      inbound: { where: { status: "received" }, select: { id: true }, take: 1 },
      outbound: { where: { status: "pending", dueAt: { lte: now } }, select: { id: true }, take: 1 },
    },
  });
  return chat !== null && chat.inbound.length + chat.outbound.length > 0;
}
