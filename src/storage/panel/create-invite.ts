import type { Transaction } from "../sql-transaction.ts";
import { secret } from "./secret.ts";

/** Time enough to hand it over. */
const goodForMs = 24 * 60 * 60_000;

/** A link's token to set a password, good once and for a day; the ones before it are over. */
export async function createInvite(tx: Transaction, operatorId: string | null, now: Date): Promise<string> {
  const token = secret.create();
  await tx.operatorInvite.deleteMany({ where: { OR: [{ operatorId }, { expiresAt: { lt: now } }] } });
  const expiresAt = new Date(now.getTime() + goodForMs);
  await tx.operatorInvite.create({ data: { tokenHash: secret.hashOf(token), operatorId, expiresAt } });
  return token;
}
