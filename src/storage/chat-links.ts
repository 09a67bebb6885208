import { z } from "zod";
import type { ChatLink } from "../core/channel-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { createLoginLink } from "./login-links.ts";

/** The bot's identity, as its process last reported it. */
const botDetail = z.object({ username: z.string(), botId: z.int() });

/**
 * Creates a link that ties a Telegram chat to a subscriber. The bot's name comes from the channel's status, which the
 * process that runs the bot writes; `botId` is the configured bot, undefined if none is.
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
