import { createHash, randomBytes } from "node:crypto";
import type { Registered } from "../core/identity/access.ts";
import type { LinkPurpose } from "../core/records/link-records.ts";
import type { Transaction } from "../database/sql.ts";
import { registrationsOf } from "./same-person.ts";

/** Time, in milliseconds, for which a link is valid. It is long enough to change to another device. */
const validForMs = 15 * 60_000;
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * Creates a token that opens a chat or the Central as a subscriber, once and within 15 minutes. It is stored as plain
 * SHA-256, because 256 random bits cannot be guessed.
 */
export async function createLoginLink(
  tx: Transaction,
  { subscriberId, purpose }: { subscriberId: string; purpose: LinkPurpose },
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + validForMs);
  await tx.loginLink.create({ data: { tokenHash: hashOf(token), purpose, subscriberId, expiresAt } });
  return { token, expiresAt };
}

/**
 * Redeems a token and returns its subscriber; undefined if the token is unknown, used, expired or meant for another
 * purpose.
 */
export async function useLink(
  tx: Transaction,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<Registered | undefined> {
  const tokenHash = hashOf(token);
  const where = { tokenHash, purpose, usedAt: null, expiresAt: { gt: now } };
  const { count } = await tx.loginLink.updateMany({ where, data: { usedAt: now } });
  if (count === 0) return undefined;
  const { subscriber } = await tx.loginLink.findUniqueOrThrow({ where: { tokenHash }, include: { subscriber: true } });
  const [id, ...also] = await registrationsOf(tx, subscriber.id);
  return { id: id ?? subscriber.id, name: subscriber.name, also };
}
