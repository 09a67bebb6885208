import type { PrismaClient } from "../database/generated/client.ts";

/** A time that lies further ahead than this was written before the clock was set back. */
const aheadMs = 60_000;
/**
 * The longest delays that we set: until the next attempt, the next look-up, the end of an open circuit, and the next
 * push of events.
 */
const longest = { tryMs: 15 * 60_000, lookMs: 30 * 60_000, circuitMs: 15 * 60_000, pushMs: 60 * 60_000 };

/** By this time after a repair, all processes use the new time, so whatever is due later is due later on purpose. */
const settledMs = 60_000;

/**
 * Creates the function that repairs due times after the clock of the database was set back. Work that was due by the
 * old time becomes due now, and registrations in progress keep the time that they have left. The newest message or
 * event shows how far the clock went back. Within `settledMs`, a repeated repair changes nothing; after that, no repair
 * is made.
 */
export function createTimeMender(prisma: PrismaClient): (now: Date) => Promise<void> {
  let seen: { last: number; from: number } | undefined;
  return async (now) => {
    const last = await lastWritten(prisma);
    if (!last || last.getTime() - now.getTime() <= aheadMs) return;
    if (seen?.last !== last.getTime() || now.getTime() < seen.from)
      seen = { last: last.getTime(), from: now.getTime() };
    if (now.getTime() - seen.from <= settledMs) await mendTimes(prisma, last, now);
  };
}

async function lastWritten(prisma: PrismaClient): Promise<Date | null> {
  const [row] = await prisma.$queryRaw<{ last: Date | null }[]>`
    SELECT greatest((SELECT received_at FROM inbound_message ORDER BY id DESC LIMIT 1),
                    (SELECT at FROM event ORDER BY id DESC LIMIT 1)) AS last`;
  return row?.last ?? null;
}

async function mendTimes(prisma: PrismaClient, last: Date, now: Date): Promise<void> {
  const backMs = last.getTime() - now.getTime();
  const later = (ms: number, from = now) => new Date(from.getTime() + ms);
  const soon = later(aheadMs);
  const latest = (ms: number) => later(aheadMs + ms);
  const [tryBy, lookBy, circuitBy] = [latest(longest.tryMs), latest(longest.lookMs), latest(longest.circuitMs)];
  const pushBy = latest(longest.pushMs);
  await prisma.$transaction([
    prisma.$executeRaw`
      UPDATE inbound_message SET next_try_at = ${now} WHERE status = 'received' AND next_try_at > ${soon}`,
    prisma.$executeRaw`
      UPDATE outbound_message SET due_at = ${now}
       WHERE status IN ('pending', 'unknown') AND due_at > ${soon} AND due_at <= ${later(aheadMs, last)}`,
    prisma.$executeRaw`
      UPDATE outbound_message SET claimed_until = NULL
       WHERE status IN ('pending', 'unknown') AND claimed_until > ${tryBy} AND claimed_until <= ${later(longest.tryMs, last)}`,
    prisma.$executeRaw`
      UPDATE boleto SET issued_at = issued_at - b.ago, promised_at = promised_at - b.ago, sent_at = sent_at - b.ago,
             next_look_up_at = next_look_up_at - b.ago, calling_until = calling_until - b.ago
        FROM (SELECT make_interval(secs => ${backMs / 1000}) AS ago) b
       WHERE status = 'registering' AND issued_at > ${soon}`,
    prisma.$executeRaw`
      UPDATE boleto SET next_look_up_at = ${now}, calling_until = NULL
       WHERE status IN ('registering', 'cancelling') AND next_look_up_at > ${lookBy} AND next_look_up_at <= ${later(longest.lookMs, last)}`,
    prisma.$executeRaw`
      UPDATE boleto SET calling_until = NULL WHERE status IN ('registering', 'cancelling') AND calling_until > ${soon}`,
    prisma.$executeRaw`
      UPDATE bank_question SET ask_at = ${now}
       WHERE chat_id IS NULL AND ask_at > ${soon} AND ask_at <= ${later(longest.lookMs, last)}`,
    // The sandbox bank uses our clock, so its times are repaired as well.
    prisma.$executeRaw`
      UPDATE sandbox_title SET received_at = received_at - b.ago, window_end_at = window_end_at - b.ago
        FROM (SELECT make_interval(secs => ${backMs / 1000}) AS ago) b
       WHERE received_at > ${soon}`,
    prisma.$executeRaw`UPDATE bank_health SET open_until = ${now} WHERE open_until > ${circuitBy}`,
    prisma.$executeRaw`UPDATE bank_refusal SET until = ${now} WHERE until > ${circuitBy}`,
    prisma.$executeRaw`UPDATE bank_pace SET paused_until = ${now} WHERE paused_until > ${circuitBy}`,
    prisma.$executeRaw`UPDATE bank_token SET renewing_until = NULL WHERE renewing_until > ${soon}`,
    prisma.$executeRaw`
      UPDATE bank_pace SET next_at = least(next_at, ${now}), queue_at = least(queue_at, ${now})
       WHERE next_at > ${soon} OR queue_at > ${circuitBy}`,
    prisma.$executeRaw`
      UPDATE event_push SET claimed_until = NULL, next_try_at = NULL WHERE claimed_until > ${pushBy} OR next_try_at > ${pushBy}`,
    prisma.$executeRaw`
      UPDATE pgboss.job SET start_after = ${now}
       WHERE state < 'active' AND start_after > ${soon} AND start_after <= ${later(aheadMs, last)}`,
  ]);
}
