import { createHash, randomBytes } from "node:crypto";
import type { LinkPurpose } from "../core/records/link-records.ts";
import type { Transaction } from "../database/sql.ts";

/** Long enough to change from one screen to another. */
const goodForMs = 15 * 60_000;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * A token that opens a chat or the Central as a subscriber: 256 random bits, good once and for 15 minutes. Its plain
 * SHA-256 is kept: there is nothing to guess.
 */
export async function createLoginLink(
  tx: Transaction,
  { subscriberId, purpose }: { subscriberId: string; purpose: LinkPurpose },
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + goodForMs);
  await tx.loginLink.create({ data: { tokenHash: hashOf(token), purpose, subscriberId, expiresAt } });
  return { token, expiresAt };
}

/** Whom a token was made for; from then on it is used. One that was made for something else opens nothing. */
export async function useLink(
  tx: Transaction,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<{ id: string; name: string } | undefined> {
  const tokenHash = hashOf(token);
  const where = { tokenHash, purpose, usedAt: null, expiresAt: { gt: now } };
  const { count } = await tx.loginLink.updateMany({ where, data: { usedAt: now } });
  if (count === 0) return undefined;
  const { subscriber } = await tx.loginLink.findUniqueOrThrow({ where: { tokenHash }, include: { subscriber: true } });
  return { id: subscriber.id, name: subscriber.name };
}
