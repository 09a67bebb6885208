import { createHash, randomBytes } from "node:crypto";
import type { PrismaClient } from "./generated/client.ts";
import type { Transaction } from "./sql-transaction.ts";

/** Long enough to change from one screen to another. */
const goodForMs = 15 * 60_000;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A token that hands a chat over to a subscriber: 256 random bits, good once and for 15 minutes. */
export async function createChatLink(prisma: PrismaClient, subscriberId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + goodForMs);
  await prisma.chatLink.create({ data: { tokenHash: hashOf(token), subscriberId, expiresAt } });
  return token;
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
