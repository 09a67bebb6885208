import { z } from "zod";
import type { ChatLink } from "../../core/channel-ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { createLoginLink } from "../login-links.ts";

/** Name and id of the bot, as the process that runs it reported them last. */
const botDetail = z.object({ username: z.string(), botId: z.int() });

/**
 * Creates a link that connects a Telegram chat with a subscriber. The name of the bot is taken from the status of the
 * channel, which the process that runs the bot writes. `botId` is the id of the configured bot; undefined if none is
 * configured.
 */
export async function createChatLink(
  prisma: PrismaClient,
  { subscriberId, botId }: { subscriberId: string; botId: number | undefined },
  now: Date,
): Promise<ChatLink> {
  if (botId === undefined) return { kind: "telegram-off" };
  const status = await prisma.channelStatus.findUnique({ where: { channel: "telegram" } });
  const bot = botDetail.safeParse(status?.detail).data;
  if (bot?.botId !== botId) return { kind: "telegram-not-yet" };
  const { token, expiresAt } = await createLoginLink(prisma, { subscriberId, purpose: "chat" }, now);
  return { kind: "link", url: `https://t.me/${bot.username}?start=${token}`, expiresAt };
}
