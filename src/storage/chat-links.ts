import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { ChatLink } from "../core/channel-ports.ts";
import type { PrismaClient } from "./generated/client.ts";
import type { Transaction } from "./sql-transaction.ts";

/** Long enough to change from one screen to another. */
const goodForMs = 15 * 60_000;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** What the bot told of itself when it was last there. */
const botDetail = z.object({ username: z.string(), botId: z.int() });

/**
 * A link that hands a Telegram chat over to a subscriber: 256 random bits, good once and for 15 minutes. The bot's name
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
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + goodForMs);
  await prisma.chatLink.create({ data: { tokenHash: hashOf(token), subscriberId, expiresAt } });
  return { kind: "link", url: `https://t.me/${bot.username}?start=${token}`, expiresAt };
}

/** Whom a token was made for; from then on it is used. */
export async function useLink(
  tx: Transaction,
  token: string,
  now: Date,
): Promise<{ id: string; name: string } | undefined> {
  const tokenHash = hashOf(token);
  const where = { tokenHash, usedAt: null, expiresAt: { gt: now } };
  const { count } = await tx.chatLink.updateMany({ where, data: { usedAt: now } });
  if (count === 0) return undefined;
  const { subscriber } = await tx.chatLink.findUniqueOrThrow({ where: { tokenHash }, include: { subscriber: true } });
  return { id: subscriber.id, name: subscriber.name };
}
