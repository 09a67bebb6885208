import { z } from "zod";
import type { ChatLink } from "../core/channel-ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { createLoginLink } from "./login-links.ts";

/** What the bot told of itself when it was last there. */
const botDetail = z.object({ username: z.string(), botId: z.int() });

/**
 * A link that hands a Telegram chat over to a subscriber. The bot's name
 * is what the process that runs it wrote down; `botId` is the one that is configured, where one is.
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
