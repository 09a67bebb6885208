import { createHash } from "node:crypto";
import type { Attempt, Limit } from "../../core/identity/limit.ts";
import type { Transaction } from "../../database/sql.ts";

/**
 * Hashes the key of a counter, so that the table does not contain the CPF or the phone of people who are not
 * subscribers, nor what somebody typed into the wrong field.
 */
const keyHashOf = (key: string) => createHash("sha256").update(key).digest("hex");

/** Counts one attempt, across processes. An attempt over the limit is not counted. */
export async function countAttempt(tx: Transaction, { key, most, windowMs }: Limit, now: Date): Promise<Attempt> {
  const resetsAt = new Date(now.getTime() + windowMs);
  // The count stops at one above the limit. Attempts after that change nothing.
  const [row] = await tx.$queryRaw<{ count: number; resetsAt: Date }[]>`
    INSERT INTO attempt_count AS a (key_hash, count, resets_at) VALUES (${keyHashOf(key)}, 1, ${resetsAt})
    ON CONFLICT (key_hash) DO UPDATE SET
      count = CASE WHEN a.resets_at <= ${now} THEN 1 ELSE least(a.count + 1, ${most + 1}::int) END,
      resets_at = CASE WHEN a.resets_at <= ${now} THEN excluded.resets_at ELSE a.resets_at END
    RETURNING a.count, a.resets_at AS "resetsAt"`;
  if (!row) throw new Error("A counted attempt has a count");
  return row.count > most ? { kind: "limited", until: row.resetsAt } : { kind: "counted", left: most - row.count };
}

/** Counts an attempt for several limits, in this order, up to the first that is reached. */
export async function countAttempts(
  tx: Transaction,
  limits: readonly Limit[],
  now: Date,
): Promise<{ kind: "counted" } | { kind: "limited"; until: Date }> {
  for (const limit of limits) {
    const attempt = await countAttempt(tx, limit, now);
    if (attempt.kind === "limited") return attempt;
  }
  return { kind: "counted" };
}

/** Takes one attempt back, because it was successful. */
export async function giveBackAttempts(tx: Transaction, limits: readonly Limit[]): Promise<void> {
  const hashes = limits.map(({ key }) => keyHashOf(key)).sort();
  await tx.$executeRaw`UPDATE attempt_count SET count = count - 1 WHERE key_hash = ANY(${hashes}) AND count > 0`;
}

/** Forgets the attempts that were counted for limits. */
export async function forgetAttempts(tx: Transaction, limits: readonly Limit[]): Promise<void> {
  await tx.attemptCount.deleteMany({ where: { keyHash: { in: limits.map(({ key }) => keyHashOf(key)) } } });
}
